package org.petrascope.scan;

import java.util.BitSet;
import org.petrascope.spectral.ModelRef;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.Wavelengths;

/** How minerals are told: by comparison with a library, or by a model that was learned. */
public sealed interface Identification permits LibraryIdentification, ModelIdentification {
  /** What tells them, as provenance and a scan's folder name it. */
  ModelRef reference();

  /**
   * Prepares it for a sensor, or throws why it cannot tell anything there; never found out in the
   * middle of a scan.
   */
  default PixelMapper open(Wavelengths sensor) {
    return open(sensor, new BitSet());
  }

  /** The same for a sensor some of whose bands are bad; those are never looked at. */
  PixelMapper open(Wavelengths sensor, BitSet badBands);
}
