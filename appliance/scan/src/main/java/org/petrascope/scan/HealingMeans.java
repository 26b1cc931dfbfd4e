package org.petrascope.scan;

import java.util.List;
import java.util.OptionalDouble;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Camera;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.Reference;
import org.petrascope.store.ReferencePair;
import org.petrascope.store.ReferenceRecord;

/** What a scan that begins needs besides camera and stage, to be healed at its end. */
record HealingMeans(Preparation.Ready ready, Preparation preparation, ReferenceTaking references) {
  ScanFiles files() {
    return preparation.files(ready.scan());
  }

  LiveLines.Format format() {
    return ready.format();
  }

  /** What calibrates all lines of the scan, those included that were taken again. */
  RetakenLines retaken() {
    return preparation.retaken(ready.scan(), ready.calibration());
  }

  /**
   * Lines of another exposure than the scan's.
   *
   * @param references that calibrate them
   */
  record Shorter(LiveLines.Format format, ReferencePair references, Calibration calibration) {
    double exposureMs() {
      return format.how().exposureMs().orElseThrow();
    }
  }

  /**
   * What calibrates lines of a shorter exposure: references that were taken with it; a dark that is
   * missing or stale is taken now where the camera has a shutter. Throws what is missing.
   */
  Shorter shorter(Camera camera, AcquisitionSettings acquisition) {
    if (!camera.capabilities().exposureUs().contains(acquisition.exposureUs())) {
      throw new ScanException(
          "camera %s exposes at least %.0f us: raise saturated.exposurePart of the stage"
              .formatted(camera.identity().serial(), camera.capabilities().exposureUs().min()));
    }
    SensorView view = SensorView.of(camera.identity(), camera.capabilities(), acquisition);
    OptionalDouble sensorC = camera.telemetry().sensorTemperatureC();
    ReferenceRecord white = preparation.fresh(Reference.Kind.WHITE, view, sensorC);
    ReferencePair pair = new ReferencePair(dark(camera, acquisition, view), white);
    AcquisitionConditions how = preparation.conditions(view, sensorC);
    return new Shorter(
        new LiveLines.Format(ready.format().shape(), view.wavelengths(), how),
        pair,
        preparation.calibration(pair, ready.calibration().wavelengths(), how));
  }

  private ReferenceRecord dark(Camera camera, AcquisitionSettings acquisition, SensorView view) {
    try {
      OptionalDouble sensorC = camera.telemetry().sensorTemperatureC();
      return preparation.fresh(Reference.Kind.DARK, view, sensorC);
    } catch (ScanException e) {
      if (!camera.capabilities().shutter()) {
        throw e;
      }
      return references.takeAs(Reference.Kind.DARK, camera, acquisition);
    }
  }

  /** Puts the references beside a recording that they calibrate. */
  void keepBeside(ScanFiles recording, ReferencePair pair) {
    for (ReferenceRecord reference : List.of(pair.dark(), pair.white())) {
      recording.addReference(reference.kind(), preparation.shelf().header(reference));
    }
    RetakenLines.remember(recording, pair);
  }
}
