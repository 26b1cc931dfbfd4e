package org.petrascope.scan;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.Telemetry;
import org.petrascope.scan.StationStatus.CameraDescription;
import org.petrascope.scan.StationStatus.CameraStatus;

/**
 * Keeps a station's camera connected: while nobody works with it, it is asked for a sign of life
 * now and then, and opened again when it was lost. Whoever works with the camera takes its turn
 * first; the status may be read by any thread at any time.
 */
final class CameraKeeper implements AutoCloseable {
  /** How long a scan waits for its camera to come back. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long CHECK_SECONDS = 2;
  private static final long PAUSE_MS = 300;

  private final Supplier<Camera> opener;
  private final Runnable changed;
  private final Duration patience;
  private final Semaphore turn = new Semaphore(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private Optional<Camera> camera = Optional.empty();
  private volatile CameraStatus status =
      new CameraStatus(false, "not connected yet", Optional.empty());

  /**
   * @param changed told when the camera came or went by itself
   * @param patience how long to try to get a camera back that is being worked with
   */
  CameraKeeper(Supplier<Camera> opener, Runnable changed, Duration patience) {
    this.opener = opener;
    this.changed = changed;
    this.patience = patience;
  }

  /** Begins to look after the camera. */
  void start(String name) {
    Thread.ofPlatform().name(name).daemon().start(this::keep);
  }

  CameraStatus status() {
    return status;
  }

  /** Waits for the turn; the camera is the caller's until it gives the turn back. */
  void takeTurn() {
    turn.acquireUninterruptibly();
  }

  void giveTurnBack() {
    turn.release();
  }

  /** The open camera; opens it if need be. Needs the turn. */
  Camera require() {
    return camera.orElseGet(this::open);
  }

  private Camera open() {
    try {
      Camera opened = opener.get();
      camera = Optional.of(opened);
      status =
          new CameraStatus(
              true,
              "",
              Optional.of(new CameraDescription(opened.identity(), opened.capabilities())));
      return opened;
    } catch (CameraException e) {
      status = new CameraStatus(false, Failure.sentence(e), status.description());
      throw e;
    }
  }

  /** Forgets a camera that failed. Needs the turn. */
  void lose(CameraException failure) {
    lose(Failure.sentence(failure));
  }

  private void lose(String reason) {
    status = new CameraStatus(false, reason, status.description());
    Optional<Camera> lost = camera;
    camera = Optional.empty();
    lost.ifPresent(Camera::close);
  }

  /**
   * Closes a camera that is gone, then tries to open and to use it until both succeed; throws the
   * last failure when that takes too long. Needs the turn; others are told meanwhile.
   */
  <T> T again(String reason, Function<Camera, T> use) throws InterruptedException {
    long deadlineNs = System.nanoTime() + patience.toNanos();
    lose(reason);
    changed.run();
    while (true) {
      try {
        T used = use.apply(require());
        changed.run();
        return used;
      } catch (CameraException e) {
        lose(e);
        if (System.nanoTime() - deadlineNs > 0) {
          throw new CameraException(
              "it was not back within %d s: %s"
                  .formatted(patience.toSeconds(), Failure.sentence(e)),
              e);
        }
      }
      if (closed.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("the station closes");
      }
    }
  }

  /** Temperatures, unless somebody works with the camera or it is lost. */
  Optional<Telemetry> telemetry() {
    if (!turn.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(require().telemetry());
    } catch (CameraException e) {
      lose(e);
      return Optional.empty();
    } finally {
      turn.release();
    }
  }

  private void keep() {
    try {
      do {
        CameraStatus before = status;
        telemetry();
        if (!before.equals(status)) {
          changed.run();
        }
      } while (!closed.await(CHECK_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until nobody works with the camera, then closes it for good. */
  @Override
  public void close() {
    closed.countDown();
    takeTurn();
    lose("the station is closed");
  }
}
