package org.petrascope.server;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a command running until somebody ends it (Ctrl-C or SIGTERM), and ends it in order. */
final class Lifetime {
  private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

  private Lifetime() {}

  /**
   * Waits; then closes what runs. Where the parent is followed, its end is the end as well.
   *
   * @param running closed before the process ends, in reverse order
   */
  static void untilStopped(boolean followParent, AutoCloseable... running)
      throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread closing = Thread.ofPlatform().name("closing").unstarted(() -> close(running));
    Runtime.getRuntime().addShutdownHook(closing);
    if (followParent) {
      ProcessHandle.current()
          .parent()
          .ifPresentOrElse(
              parent -> parent.onExit().thenRun(stopped::countDown), stopped::countDown);
    }
    stopped.await();
    Runtime.getRuntime().removeShutdownHook(closing);
  }

  private static void close(AutoCloseable... running) {
    for (int i = running.length - 1; i >= 0; i--) {
      try {
        running[i].close();
      } catch (Exception e) { // the process ends: whatever fails to close must not stop the rest
        LOG.warn("closing failed", e);
      }
    }
  }
}
