package org.petrascope.gige;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.petrascope.camera.CameraException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees native things on a thread of its own, one after the other: stopping a camera that is gone
 * blocks for seconds, and whoever closes must not wait for that.
 */
final class Teardown {
  private static final Logger LOG = LoggerFactory.getLogger(Teardown.class);
  private static final Duration PATIENCE_MAX = Duration.ofSeconds(20);

  private final ExecutorService thread;

  Teardown(String camera) {
    thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("gige-teardown-" + camera).factory());
  }

  /** Runs the work and waits for it, but not for long; what takes longer goes on by itself. */
  void run(String what, Duration patience, Runnable work) {
    if (thread.isShutdown()) {
      return; // The camera is closed, and everything of it with it.
    }
    Future<?> done = thread.submit(work);
    if (!finished(done, patience)) {
      LOG.info("{} takes long to close; it goes on in the background", what);
    }
  }

  /** Waits until all earlier work is done. */
  void settle(String camera) {
    if (!finished(thread.submit(() -> {}), PATIENCE_MAX)) {
      throw new CameraException(
          "camera %s has not finished its last stream within %d s: close it and open it again"
              .formatted(camera, PATIENCE_MAX.toSeconds()));
    }
  }

  /** Lets the thread end after the work that it has. */
  void last(String what, Duration patience, Runnable work) {
    run(what, patience, work);
    thread.shutdown();
  }

  private static boolean finished(Future<?> work, Duration patience) {
    try {
      work.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new CameraException("closing the camera failed: open it again", e);
    }
  }
}
