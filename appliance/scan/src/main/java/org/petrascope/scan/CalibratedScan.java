package org.petrascope.scan;

import org.petrascope.formats.EnviReader;
import org.petrascope.formats.ReferenceFile;
import org.petrascope.formats.SpecimFolder;
import org.petrascope.formats.SplicedCalibration;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ReferenceSet;

/**
 * A stored scan's raw lines and what calibrates them by a recipe: the references beside them, and
 * for lines that were taken again those of their own recording. For one thread.
 *
 * @param usual calibrates lines that were not taken again
 * @param calibration of all lines, each as it was taken
 */
record CalibratedScan(EnviReader raw, Calibration usual, Calibration calibration)
    implements AutoCloseable {
  static CalibratedScan open(ScanFiles files, Recipe recipe) {
    EnviReader raw = EnviReader.open(files.raw());
    boolean opened = false;
    try {
      SpecimFolder recording = files.recording();
      ReferenceSet references =
          new ReferenceSet(
              ReferenceFile.read(Reference.Kind.DARK, recording.header(Reference.Kind.DARK)),
              ReferenceFile.read(Reference.Kind.WHITE, recording.header(Reference.Kind.WHITE)),
              recipe.white());
      Calibration usual =
          Calibration.of(
              references,
              files.wavelengths(raw.requireWavelengths()),
              raw.header().conditions(),
              recipe.snrMin());
      Calibration calibration =
          SplicedCalibration.of(files.raw(), usual, references.panel(), recipe.snrMin())
              .calibration();
      opened = true;
      return new CalibratedScan(raw, usual, calibration);
    } finally {
      if (!opened) {
        raw.close();
      }
    }
  }

  @Override
  public void close() {
    raw.close();
  }
}
