package org.petrascope.scan;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.petrascope.stage.Stage;
import org.petrascope.stage.StageException;
import org.petrascope.stage.StageStatus;

/**
 * One run of the stage under the camera at constant speed, and the watch over it. Closed by the
 * thread that began it; {@link #watch} and {@link #arrived} are called by others.
 */
final class Ride implements AutoCloseable {
  private static final long CHECK_MS = 100;

  private final StationStage owner;
  private final Stage stage;
  private final double passedMm;
  private final double speedMmPerS;
  private final CountDownLatch arrived = new CountDownLatch(1);

  /**
   * @param passedMm how far along the core the stage was when the camera was to be started, in mm
   */
  Ride(StationStage owner, Stage stage, double passedMm, double speedMmPerS) {
    this.owner = owner;
    this.stage = stage;
    this.passedMm = passedMm;
    this.speedMmPerS = speedMmPerS;
  }

  /** The camera has started: gives how far along the core the stage is now, in mm. */
  double cameraStarted() {
    double alongMm = owner.settings().alongMm(stage.status().positionMm());
    owner.cameraTook((alongMm - passedMm) / speedMmPerS);
    return alongMm;
  }

  /** Looks at the stage until it has arrived, or throws why it stopped before. */
  void watch() throws InterruptedException {
    while (!arrived.await(CHECK_MS, TimeUnit.MILLISECONDS)) {
      StageStatus status = stage.status();
      owner.note(stage.description(), status);
      if (status.state() != StageStatus.State.MOVING && arrived.getCount() > 0) {
        throw new StageException(
            "stage %s came to rest at %.1f mm before the last line: see that nothing is in its way and that the camera makes lineRateHz, then scan again"
                .formatted(stage.description().name(), status.positionMm()));
      }
    }
  }

  /** The last line was taken: the stage may stop. */
  void arrived() {
    arrived.countDown();
    owner.hold();
  }

  @Override
  public void close() {
    arrived.countDown();
    owner.end(stage);
  }
}
