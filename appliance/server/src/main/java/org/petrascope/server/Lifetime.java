package org.petrascope.server;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Keeps a command running until somebody ends it (Ctrl-C or SIGTERM), and ends it in order. */
final class Lifetime {
  private Lifetime() {}

  /**
   * Waits; then closes what runs. Where the parent is followed, its end is the end as well.
   *
   * @param running closed before the process ends, in reverse order
   */
  static void untilStopped(boolean followParent, AutoCloseable... running)
      throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread closing =
        Thread.ofPlatform()
            .name("closing")
            .unstarted(() -> Closing.all(List.of(running).reversed()));
    Runtime.getRuntime().addShutdownHook(closing);
    if (followParent) {
      ProcessHandle.current()
          .parent()
          .ifPresentOrElse(parent -> follow(parent, stopped), stopped::countDown);
    }
    stopped.await();
    Runtime.getRuntime().removeShutdownHook(closing);
  }

  private static void follow(ProcessHandle parent, CountDownLatch stopped) {
    Thread.ofVirtual()
        .name("parent")
        .start(
            () -> {
              parent.onExit().join();
              stopped.countDown();
            });
  }
}
