package org.petrascope.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrascope.scan.JudgedReference;
import org.petrascope.spectral.LampLight;
import org.petrascope.store.ReferenceRecord;

/**
 * A dark or white reference as the API shows it.
 *
 * @param valid whether it calibrates a scan now: it fits the station's settings and is not stale
 * @param message why it does not; empty when it does
 * @param detector what a white told of the detector: bad pixels and noisy bands; else empty
 * @param temperatureC of the sensor when it was taken; null where the camera does not tell
 * @param lightLevel of a white: share of full scale a millisecond; null for a dark
 * @param shortWave of a white: share of the light that lies in the shorter half of the bands
 * @param warnings why it is to be used with care
 */
record ReferenceView(
    String id,
    String kind,
    String at,
    double exposureUs,
    double lineRateHz,
    double gain,
    int lines,
    int samples,
    int bands,
    double meanDn,
    boolean valid,
    String message,
    String detector,
    @Nullable Double temperatureC,
    @Nullable Double lightLevel,
    @Nullable Double shortWave,
    List<String> warnings) {

  static ReferenceView of(JudgedReference judged) {
    return of(judged, List.of());
  }

  /**
   * @param more warnings besides those that were found when it was taken
   */
  static ReferenceView of(JudgedReference judged, List<String> more) {
    ReferenceRecord reference = judged.reference();
    List<String> warnings = new ArrayList<>(reference.warnings());
    warnings.addAll(more);
    return new ReferenceView(
        reference.id(),
        reference.kind().word(),
        reference.takenAt().toString(),
        reference.settings().exposureUs(),
        reference.settings().lineRateHz(),
        reference.settings().gain(),
        reference.lines(),
        reference.settings().samples(),
        reference.settings().bands(),
        reference.meanDn(),
        judged.misfit().isEmpty(),
        judged.misfit(),
        reference.detector(),
        reference.temperatureC().isPresent() ? reference.temperatureC().getAsDouble() : null,
        reference.light().map(LampLight::level).orElse(null),
        reference.light().map(LampLight::shortWave).orElse(null),
        warnings);
  }
}
