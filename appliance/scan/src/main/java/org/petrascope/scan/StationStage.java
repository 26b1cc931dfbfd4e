package org.petrascope.scan;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.petrascope.stage.Stage;
import org.petrascope.stage.StageDescription;
import org.petrascope.stage.StageException;
import org.petrascope.stage.StageStatus;

/**
 * Keeps a station's stage connected and lets it move one ride at a time. Rides belong to the thread
 * that begins them; everything else may be called by any thread.
 */
public final class StationStage implements AutoCloseable {
  private static final long CHECK_SECONDS = 2;

  /** Way at constant speed before the first line, in seconds of it. */
  private static final double SETTLING_S = 0.1;

  /** What a camera takes to start before that was measured. */
  private static final double CAMERA_START_S = 0.2;

  /** Way that is kept free behind the last line, in seconds of it. */
  private static final double SPARE_S = 1;

  private final StageSettings settings;
  private final Supplier<Stage> opener;
  private final ReentrantLock turn = new ReentrantLock();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile double cameraStartS = CAMERA_START_S;
  private volatile Optional<Stage> stage = Optional.empty();
  private volatile StageReading reading =
      new StageReading("", "not connected yet", Optional.empty());

  /**
   * @param opener opens the stage, or throws a {@link StageException}
   */
  public StationStage(StageSettings settings, Supplier<Stage> opener) {
    this.settings = settings;
    this.opener = opener;
  }

  public StageSettings settings() {
    return settings;
  }

  /**
   * Begins to look after the stage.
   *
   * @param changed told when it came, went, stopped or was moved by somebody else
   */
  StationStage start(String name, Runnable changed) {
    Thread.ofPlatform().name(name).daemon().start(() -> keep(changed));
    return this;
  }

  private void keep(Runnable changed) {
    try {
      do {
        StageReading before = reading;
        look();
        if (!reading.looksLike(before)) {
          changed.run();
        }
      } while (!closed.await(CHECK_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    if (!turn.tryLock()) {
      return;
    }
    try {
      if (closed.getCount() > 0) {
        Stage open = require();
        note(open.description(), open.status());
      }
    } catch (StageException e) {
      lose(e);
    } finally {
      turn.unlock();
    }
  }

  /** The stage as it was last seen. */
  public StageReading reading() {
    return reading;
  }

  void note(StageDescription stage, StageStatus status) {
    reading = StageReading.of(stage, status);
  }

  private Stage require() {
    Optional<Stage> open = stage;
    if (open.isEmpty()) {
      open = Optional.of(opener.get());
      stage = open;
    }
    return open.get();
  }

  private void lose(StageException why) {
    Optional<Stage> lost = stage;
    stage = Optional.empty();
    reading = new StageReading(reading.name(), Failure.sentence(why), Optional.empty());
    lost.ifPresent(Stage::close);
  }

  /** Stops the stage at once. */
  void hold() {
    try {
      stage.ifPresent(Stage::hold);
    } catch (StageException e) {
      // The ride under way meets the same and tells it.
      reading = new StageReading(reading.name(), Failure.sentence(e), Optional.empty());
    }
  }

  /**
   * Goes to before a place along the core and then past it at constant speed; gives the ride when
   * it is time to start the camera, which takes as long as it took the last time.
   *
   * @param fromMm along the core from the first line's place on, in mm
   */
  Ride ride(Cruise cruise, double fromMm, int lines) {
    boolean rides = false;
    turn.lock();
    try {
      Stage open = require();
      double speed = cruise.speedMmPerS();
      requireReach(open, cruise, fromMm, lines);
      if (open.status().state() == StageStatus.State.ALARM && open.description().homes()) {
        open.home();
      }
      double startMm = fromMm - cameraStartS * speed;
      double runUp = open.description().rampMm(speed) + SETTLING_S * speed;
      open.move(settings.positionMm(startMm - runUp), open.description().speedMaxMmPerS());
      open.awaitRest();
      requireNotHeld(open);
      open.move(settings.endMm(), speed);
      open.awaitPassing(settings.positionMm(startMm));
      requireNotHeld(open);
      rides = true;
      return new Ride(this, open, startMm, speed);
    } catch (StageException e) {
      lose(e);
      throw e;
    } finally {
      if (!rides) {
        hold();
        turn.unlock();
      }
    }
  }

  private void requireReach(Stage open, Cruise cruise, double fromMm, int lines) {
    double speed = cruise.speedMmPerS();
    double limit = open.description().speedMaxMmPerS();
    if (speed > limit) {
      throw new ScanException(
          "%.1f lines/s of %.3f mm need %.2f mm/s, stage %s goes at most %.2f mm/s: lower lineRateHz to %.1f or the line pitch"
              .formatted(
                  cruise.lineRateHz(),
                  cruise.pitchMm(),
                  speed,
                  open.description().name(),
                  limit,
                  Math.floor(10 * limit / cruise.pitchMm()) / 10));
    }
    double spare = open.description().rampMm(speed) + SPARE_S * speed;
    double needed = fromMm + lines * cruise.pitchMm() + spare;
    if (needed > settings.reachMm()) {
      throw new ScanException(
          "%d lines of %.3f mm need %.1f mm with the way to stop, stage %s has %.1f mm from startMm to endMm: ask for at most %d lines, or correct these"
              .formatted(
                  lines,
                  cruise.pitchMm(),
                  needed,
                  open.description().name(),
                  settings.reachMm(),
                  Math.max(0, (int) ((settings.reachMm() - fromMm - spare) / cruise.pitchMm()))));
    }
  }

  private static void requireNotHeld(Stage open) {
    StageStatus status = open.status();
    if (status.state() == StageStatus.State.HELD) {
      throw new StageException(
          "stage %s was stopped at %.1f mm before the first line: begin the scan again"
              .formatted(open.description().name(), status.positionMm()));
    }
  }

  /** Learns how long the camera took to start. */
  void cameraTook(double seconds) {
    cameraStartS = Math.clamp(seconds, 0, SPARE_S);
  }

  /** Ends the ride of this thread: the stage stops, and others may move it. */
  void end(Stage ridden) {
    try {
      ridden.hold();
      ridden.awaitRest();
      note(ridden.description(), ridden.status());
    } catch (StageException e) {
      lose(e);
    } finally {
      turn.unlock();
    }
  }

  /** Waits until no ride is under way, then lets go of the stage for good. */
  @Override
  public void close() {
    closed.countDown();
    hold();
    turn.lock();
    try {
      lose(new StageException("the station is closed"));
    } finally {
      turn.unlock();
    }
  }
}
