package org.petrascope.scan;

import java.util.Optional;
import java.util.function.Consumer;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Camera;

/**
 * A camera, which is configured for scans already and whose turn the scan has, and the stage before
 * it, as a source of lines. For one thread at a time.
 */
final class LiveSource {
  private final CameraKeeper keeper;
  private final AcquisitionSettings acquisition;
  private final Exposures exposures;
  private final Optional<StationStage> stage;
  private final double pitchMm;
  private double firstLineMm;

  LiveSource(
      CameraKeeper keeper, StationSettings settings, Optional<StationStage> stage, int samples) {
    this.keeper = keeper;
    this.acquisition = settings.acquisition();
    this.exposures = Exposures.of(settings, stage);
    this.stage = stage;
    this.pitchMm =
        stage
            .map(moved -> moved.settings().pitchMm(samples, settings.linePitchMm()))
            .orElse(settings.linePitchMm());
  }

  private LiveSource(LiveSource usual, AcquisitionSettings acquisition) {
    this.keeper = usual.keeper;
    this.acquisition = acquisition;
    this.exposures = usual.exposures;
    this.stage = usual.stage;
    this.pitchMm = usual.pitchMm;
  }

  /** The same with other settings of the camera, which keeps them. */
  LiveSource at(AcquisitionSettings other) {
    return new LiveSource(this, other);
  }

  /** The open camera. */
  Camera camera() {
    return keeper.require();
  }

  /** How lines are taken again that saturated; empty where none are. */
  Optional<AcquisitionSettings> shorter() {
    return exposures.shorter();
  }

  /** When lines are taken again that saturated. */
  SaturationLimits saturation() {
    return stage.map(moving -> moving.settings().saturation()).orElse(SaturationLimits.DEFAULT);
  }

  /** Advance from line to line, in mm. */
  double pitchMm() {
    return pitchMm;
  }

  /** How far along the core the stage was when the camera was last started, in mm. */
  double firstLineMm() {
    return firstLineMm;
  }

  /**
   * Who wants to know how the lines come.
   *
   * @param sent told of the camera that brings them
   * @param captured told when the last line came
   */
  record Watchers(ScanCounters counters, Consumer<CameraLink> sent, Runnable captured) {}

  /** The lines of a whole scan, and how lost and saturated ones are healed where a stage is. */
  ScanJob.Lines lines(ActiveScan scan, HealingMeans means, Runnable captured) {
    Watchers watchers =
        new Watchers(scan.counters(), link -> scan.sentBy(link::statistics), captured);
    ScanJob.Healer healer =
        stage.isEmpty() ? ScanJob.Healer.NONE : fate -> new Healing(this, means, scan).heal(fate);
    return new ScanJob.Lines(() -> open(means.files(), means.format(), 0, watchers), healer);
  }

  /**
   * Brings this place of the core before the camera and begins to take lines.
   *
   * @param fromMm along the core, in mm; without a stage the core is where it is
   */
  LineSupply open(ScanFiles files, LiveLines.Format format, double fromMm, Watchers watchers) {
    Cruise cruise = new Cruise(pitchMm, acquisition.lineRateHz());
    if (!acquisition.equals(exposures.usual())) {
      keeper.require().configure(acquisition);
    }
    Optional<Ride> ride = stage.map(moved -> moved.ride(cruise, fromMm, format.shape().lines()));
    try {
      CameraLink link = CameraLink.start(keeper, acquisition, format.shape());
      return begun(files, format, link, ride, watchers);
    } catch (RuntimeException e) {
      ride.ifPresent(Ride::close);
      throw e;
    }
  }

  private LineSupply begun(
      ScanFiles files,
      LiveLines.Format format,
      CameraLink link,
      Optional<Ride> ride,
      Watchers watchers) {
    try {
      firstLineMm = ride.map(Ride::cameraStarted).orElse(0.0);
      watchers.sent().accept(link);
      Runnable captured =
          () -> {
            ride.ifPresent(Ride::arrived);
            watchers.captured().run();
          };
      LineSupply live = new LiveLines(files, format, link, watchers.counters(), captured);
      return ride.<LineSupply>map(moving -> new StagedLines(live, moving)).orElse(live);
    } catch (RuntimeException e) {
      link.close();
      throw e;
    }
  }
}
