package org.petrascope.scan;

import java.util.BitSet;
import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.MineralMapper;
import org.petrascope.spectral.ModelRef;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Wavelengths;

/**
 * Minerals told by comparison with a spectral library.
 *
 * @param version checksum of the library's files, for provenance
 */
public record LibraryIdentification(SpectralLibrary library, String version, MapMethod method)
    implements Identification {
  @Override
  public ModelRef reference() {
    return new ModelRef(library.name(), version, method.label());
  }

  @Override
  public PixelMapper open(Wavelengths sensor, BitSet badBands) {
    return MineralMapper.open(library, sensor, method, badBands);
  }
}
