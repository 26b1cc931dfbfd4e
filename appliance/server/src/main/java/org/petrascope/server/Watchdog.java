package org.petrascope.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager that the appliance is alive as long as everything vital says so in
 * time: where something hangs nothing is told, and the appliance is started again. Runs on one
 * thread of its own; closed by another.
 */
final class Watchdog implements AutoCloseable {
  /** A lost sign of life or two must not end the appliance. */
  private static final int SIGNS_IN_PATIENCE = 3;

  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final Executor ASKING = task -> Thread.ofVirtual().name("vital").start(task);

  private final ServiceManager manager;
  private final List<Vital> vitals;
  private final Duration answerMax;
  private final CountDownLatch closed = new CountDownLatch(1);

  Watchdog(ServiceManager manager, List<Vital> vitals, Duration answerMax) {
    this.manager = manager;
    this.vitals = List.copyOf(vitals);
    this.answerMax = answerMax;
  }

  /** Tells that everything runs, and from now on that it still does, if that is wanted. */
  static Watchdog start(ServiceManager manager, List<Vital> vitals) {
    Watchdog watchdog = new Watchdog(manager, vitals, ANSWER_MAX);
    manager.ready();
    manager
        .patience()
        .ifPresent(
            patience ->
                Thread.ofPlatform()
                    .name("watchdog")
                    .daemon()
                    .start(() -> watchdog.run(patience.dividedBy(SIGNS_IN_PATIENCE))));
    return watchdog;
  }

  private void run(Duration period) {
    try {
      do {
        look();
      } while (!closed.await(period.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks for everything vital once, and tells. */
  void look() throws InterruptedException {
    List<String> troubles = troubles();
    if (troubles.isEmpty()) {
      manager.alive();
    } else {
      String all = String.join("; ", troubles);
      LOG.error("{}: the service manager gets no sign of life", all);
      manager.troubled(all);
    }
  }

  private List<String> troubles() throws InterruptedException {
    long deadlineNs = System.nanoTime() + answerMax.toNanos();
    List<CompletableFuture<Optional<String>>> answers =
        vitals.stream()
            .map(vital -> CompletableFuture.supplyAsync(vital.question(), ASKING))
            .toList();
    List<String> troubles = new ArrayList<>();
    for (int i = 0; i < vitals.size(); i++) {
      answer(vitals.get(i), answers.get(i), deadlineNs).ifPresent(troubles::add);
    }
    return troubles;
  }

  private Optional<String> answer(
      Vital vital, CompletableFuture<Optional<String>> answer, long deadlineNs)
      throws InterruptedException {
    try {
      return answer.get(Math.max(0, deadlineNs - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Optional.of(
          "%s does not answer within %d s".formatted(vital.name(), answerMax.toSeconds()));
    } catch (ExecutionException e) {
      return Optional.of(
          "%s: %s"
              .formatted(vital.name(), Failures.sentence(e.getCause() == null ? e : e.getCause())));
    }
  }

  /** Tells that the end has begun. */
  @Override
  public void close() {
    closed.countDown();
    manager.stopping();
  }
}
