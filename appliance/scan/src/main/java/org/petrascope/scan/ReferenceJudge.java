package org.petrascope.scan;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.scan.StationStatus.CameraDescription;
import org.petrascope.store.ReferenceRecord;

/**
 * Tells which references calibrate captures.
 *
 * @param now when the captures would be made
 */
public record ReferenceJudge(ReferenceLimits limits, Instant now) {
  /** Those of a camera with these settings, as long as nobody knows how warm its sensor is. */
  public List<JudgedReference> of(
      List<ReferenceRecord> references, CameraDescription camera, AcquisitionSettings settings) {
    SensorView view = SensorView.of(camera.identity(), camera.capabilities(), settings);
    return of(references, view, OptionalDouble.empty());
  }

  List<JudgedReference> of(
      List<ReferenceRecord> references, SensorView view, OptionalDouble sensorC) {
    return references.stream()
        .filter(reference -> reference.sensor().serial().equals(view.sensor().serial()))
        .map(
            reference ->
                new JudgedReference(
                    reference,
                    ReferenceShelf.misfit(reference, view)
                        .or(() -> limits.stale(reference, now, sensorC))
                        .orElse("")))
        .toList();
  }
}
