package org.petrascope.server;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.petrascope.formats.EndmemberTable;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Spectrum;
import org.petrascope.spectral.Unmixer;
import org.petrascope.spectral.Wavelengths;

/** The pure spectra of a file, ready for any sensor that they can be seen with. */
record Endmembers(EndmemberTable table) {
  static Endmembers read(Path file, int bands) {
    return new Endmembers(EndmemberTable.read(file, bands));
  }

  /** Whether only a sensor with wavelengths can use them. */
  boolean needWavelengths() {
    return table.wavelengths().isPresent();
  }

  /** Resampled to the sensor where the file states wavelengths, else band by band. */
  Unmixer on(Wavelengths sensor, BitSet badBands) {
    List<String> names = table.names();
    if (table.wavelengths().isEmpty()) {
      List<Spectrum> spectra =
          IntStream.range(0, names.size()).mapToObj(table::spectrum).map(Spectrum::new).toList();
      return Unmixer.of(names, spectra, badBands);
    }
    float[][] rows =
        IntStream.range(0, names.size()).mapToObj(table::spectrum).toArray(float[][]::new);
    return Unmixer.of(
        SpectralLibrary.of(table.name(), table.wavelengths().orElseThrow(), names, rows),
        sensor,
        badBands);
  }
}
