package org.petrascope.scan;

import org.petrascope.formats.EnviReader;
import org.petrascope.formats.SplicedCalibration;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ReferenceSet;
import org.petrascope.spectral.ReflectanceCube;

/** The reflectance of a small scan, from its raw lines and what lies beside them. */
final class ScannedReflectance {
  private ScannedReflectance() {}

  static ReflectanceCube of(ScanFiles files, StationSettings settings) {
    try (EnviReader raw = EnviReader.open(files.raw())) {
      ReferenceSet references =
          new ReferenceSet(
              files.recording().reference(Reference.Kind.DARK).orElseThrow(),
              files.recording().reference(Reference.Kind.WHITE).orElseThrow(),
              settings.panel());
      Calibration usual =
          Calibration.of(
              references, raw.requireWavelengths(), raw.header().conditions(), settings.snrMin());
      return SplicedCalibration.of(files.raw(), usual, settings.panel(), settings.snrMin())
          .calibration()
          .reflectance(raw.raw(0, raw.shape().lines()));
    }
  }
}
