package org.petrascope.store;

import java.time.Instant;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.Sensor;

/**
 * A stored reference as the database knows it.
 *
 * @param lines averaged
 * @param meanDn of all samples and bands
 * @param folder relative to the data folder
 * @param detector what a white told of the detector, with the dark before it; else empty
 */
public record ReferenceRecord(
    String id,
    Reference.Kind kind,
    Instant takenAt,
    Sensor sensor,
    CaptureSettings settings,
    int lines,
    double meanDn,
    String folder,
    String detector) {
  /** A reference that is taken now, in a folder of its own. */
  public static ReferenceRecord of(
      String id,
      Reference.Kind kind,
      Instant takenAt,
      Sensor sensor,
      CaptureSettings settings,
      int lines,
      double meanDn) {
    return new ReferenceRecord(
        id, kind, takenAt, sensor, settings, lines, meanDn, DataFolder.referenceFolder(id), "");
  }

  /** The same with what it told of the detector. */
  public ReferenceRecord withDetector(String told) {
    return new ReferenceRecord(id, kind, takenAt, sensor, settings, lines, meanDn, folder, told);
  }
}
