package org.petrascope.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that fail together: the first failure interrupts the others and is the failure of all.
 * Started and awaited by one thread; may be cancelled by any.
 */
final class SharedFate {
  private static final Logger LOG = LoggerFactory.getLogger(SharedFate.class);

  private final List<Thread> all = new ArrayList<>();
  private final List<Thread> interruptible = new ArrayList<>();
  private final List<SharedFate> apart = new ArrayList<>();
  private Optional<Throwable> failure = Optional.empty();

  /** What a stage does until there is nothing more to do. */
  @FunctionalInterface
  interface Stage {
    void run() throws InterruptedException;
  }

  /** Runs a stage that stops at once when another fails. */
  synchronized void start(String name, Stage stage) {
    Thread thread = thread(name, stage);
    interruptible.add(thread);
    thread.start();
    if (failed()) {
      thread.interrupt();
    }
  }

  /** Runs a stage that ends by itself after the stage before it, even when another fails. */
  void startUninterrupted(String name, Stage stage) {
    thread(name, stage).start();
  }

  /** Threads that stop when these do, and whose failure is theirs alone. */
  synchronized SharedFate apart() {
    SharedFate other = new SharedFate();
    apart.add(other);
    failure.ifPresent(other::fail);
    return other;
  }

  private Thread thread(String name, Stage stage) {
    Thread thread =
        Thread.ofPlatform()
            .name(name)
            .daemon()
            .unstarted(
                () -> {
                  try {
                    stage.run();
                  } catch (InterruptedException | RuntimeException | Error e) {
                    fail(e);
                  }
                });
    all.add(thread);
    return thread;
  }

  private synchronized void fail(Throwable cause) {
    if (failure.isEmpty()) {
      failure = Optional.of(cause);
      interruptible.forEach(Thread::interrupt);
      apart.forEach(other -> other.fail(cause));
    } else if (!(cause instanceof InterruptedException)) {
      LOG.debug("{} failed after another stage", Thread.currentThread().getName(), cause);
    }
  }

  /** Ends all stages as soon as they can, for this reason. */
  void stop(CancellationException reason) {
    fail(reason);
  }

  synchronized boolean failed() {
    return failure.isPresent();
  }

  /** The first failure so far. */
  synchronized Optional<Throwable> failure() {
    return failure;
  }

  /** Waits for all stages; gives the first failure. */
  Optional<Throwable> await() throws InterruptedException {
    for (Thread thread : all) {
      thread.join();
    }
    forget();
    return failure();
  }

  /** A thread that ended keeps what it worked on for as long as somebody keeps the thread. */
  private synchronized void forget() {
    all.clear();
    interruptible.clear();
  }
}
