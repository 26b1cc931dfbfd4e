package org.petrascope.scan;

import java.util.Optional;
import java.util.function.Consumer;
import org.petrascope.camera.AcquisitionSettings;

/**
 * A camera, which is configured already and whose turn the scan has, and the stage before it, as a
 * source of lines. For one thread at a time.
 */
final class LiveSource {
  private final CameraKeeper keeper;
  private final AcquisitionSettings acquisition;
  private final Optional<StationStage> stage;
  private final double pitchMm;
  private double firstLineMm;

  LiveSource(
      CameraKeeper keeper, StationSettings settings, Optional<StationStage> stage, int samples) {
    this.keeper = keeper;
    this.acquisition = settings.acquisition();
    this.stage = stage;
    this.pitchMm =
        stage
            .map(moved -> moved.settings().pitchMm(samples, settings.linePitchMm()))
            .orElse(settings.linePitchMm());
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

  /** The lines of a whole scan, and how lost ones are healed where a stage is. */
  ScanJob.Lines lines(
      ActiveScan scan, ScanFiles files, LiveLines.Format format, Runnable captured) {
    Watchers watchers =
        new Watchers(scan.counters(), link -> scan.sentBy(link::statistics), captured);
    ScanJob.Healer healer =
        stage.isEmpty()
            ? ScanJob.Healer.NONE
            : fate -> new Healing(this, files, format, scan.counters()).heal(fate);
    return new ScanJob.Lines(() -> open(files, format, 0, watchers), healer);
  }

  /**
   * Brings this place of the core before the camera and begins to take lines.
   *
   * @param fromMm along the core, in mm; without a stage the core is where it is
   */
  LineSupply open(ScanFiles files, LiveLines.Format format, double fromMm, Watchers watchers) {
    Cruise cruise = new Cruise(pitchMm, acquisition.lineRateHz());
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
