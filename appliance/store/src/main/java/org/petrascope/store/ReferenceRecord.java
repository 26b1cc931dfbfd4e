package org.petrascope.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.petrascope.spectral.LampLight;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.Sensor;

/**
 * A stored reference as the database knows it.
 *
 * @param lines averaged
 * @param meanDn of all samples and bands
 * @param folder relative to the data folder
 * @param detector what a white told of the detector, with the dark before it; else empty
 * @param temperatureC of the sensor, where the camera tells it
 * @param light what a white told of the lamp; empty for a dark
 * @param warnings why it is to be used with care, one sentence each
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
    String detector,
    OptionalDouble temperatureC,
    Optional<LampLight> light,
    List<String> warnings) {
  public ReferenceRecord {
    warnings = List.copyOf(warnings);
  }

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
        id,
        kind,
        takenAt,
        sensor,
        settings,
        lines,
        meanDn,
        DataFolder.referenceFolder(id),
        "",
        OptionalDouble.empty(),
        Optional.empty(),
        List.of());
  }

  /** The same, taken at this temperature of the sensor. */
  public ReferenceRecord at(OptionalDouble sensorC) {
    return with(sensorC, detector, light, warnings);
  }

  /** The same with what it, a white, told of detector and lamp. */
  public ReferenceRecord telling(String ofDetector, LampLight ofLamp) {
    return with(temperatureC, ofDetector, Optional.of(ofLamp), warnings);
  }

  /** The same with why it is to be used with care. */
  public ReferenceRecord warning(List<String> sentences) {
    return with(temperatureC, detector, light, sentences);
  }

  private ReferenceRecord with(
      OptionalDouble sensorC,
      String ofDetector,
      Optional<LampLight> ofLamp,
      List<String> sentences) {
    return new ReferenceRecord(
        id,
        kind,
        takenAt,
        sensor,
        settings,
        lines,
        meanDn,
        folder,
        ofDetector,
        sensorC,
        ofLamp,
        sentences);
  }
}
