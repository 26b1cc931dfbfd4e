package org.petrascope.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does independent work on as many threads as there are cores. */
final class Workers {
  private Workers() {}

  /** What came of one piece of work: its result, or why there is none. */
  record Attempt<T>(Optional<T> result, String failure) {}

  /**
   * Does all of it, with progress for every piece; the attempts come in the order of the work,
   * whatever the order of its ends.
   *
   * @throws CancelledException when one piece was cancelled or this thread interrupted; all others
   *     are stopped first
   */
  static <T> List<Attempt<T>> all(List<Callable<T>> work, SharedProgress progress) {
    int threads = Math.max(1, Math.min(work.size(), Runtime.getRuntime().availableProcessors()));
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("training-", 1).factory());
    try {
      List<Future<T>> futures = work.stream().map(pool::submit).toList();
      List<Attempt<T>> attempts = new ArrayList<>();
      for (Future<T> future : futures) {
        attempts.add(attempt(future));
      }
      return attempts;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    } finally {
      progress.stop();
      pool.shutdownNow();
      pool.close();
    }
  }

  // A model that fails, also for want of its native library, is a result like others; the boundary
  // of its failure is here.
  private static <T> Attempt<T> attempt(Future<T> future) throws InterruptedException {
    try {
      return new Attempt<>(Optional.of(future.get()), "");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case CancelledException cancelled -> throw cancelled;
        case LearningException failure -> {
          return new Attempt<>(Optional.empty(), String.valueOf(failure.getMessage()));
        }
        case RuntimeException failure -> {
          return new Attempt<>(Optional.empty(), failure.toString());
        }
        case LinkageError failure -> {
          return new Attempt<>(Optional.empty(), failure.toString());
        }
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }
}
