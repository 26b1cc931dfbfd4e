package org.petrascope.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/**
 * What a command runs, from its start to its end, whichever comes: the command is done, it failed,
 * or somebody ended the process (Ctrl-C or SIGTERM). Whatever was added last is closed first, once.
 * Added to by one thread; closed by it or by the ending process.
 */
final class Lifetime implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread atExit = Thread.ofPlatform().name("closing").unstarted(this::closeParts);

  private Lifetime() {}

  static Lifetime begin() {
    Lifetime lifetime = new Lifetime();
    Runtime.getRuntime().addShutdownHook(lifetime.atExit);
    return lifetime;
  }

  synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Ends the waiting when the parent process ends. */
  void followParent() {
    Thread.ofVirtual()
        .name("parent")
        .start(
            () -> {
              ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
              stopped.countDown();
            });
  }

  /** Waits until the process is told to end, or its parent did. */
  void untilStopped() throws InterruptedException {
    stopped.await();
  }

  private synchronized void closeParts() {
    Closing.all(parts);
    parts.clear();
  }

  @Override
  public void close() {
    closeParts();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process ends already, and found nothing left to close.
    }
  }
}
