package org.petrascope.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Shares the rows of a job evenly among so many threads. */
final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService executor;

  interface Job {
    void rows(int from, int to);
  }

  Workers(int threads) {
    this.threads = threads;
    this.executor = Executors.newFixedThreadPool(threads);
  }

  /** Returns the seconds that the job took. */
  double seconds(int rows, Job job) throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    List<Future<?>> parts = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int from = (int) ((long) rows * t / threads);
      int to = (int) ((long) rows * (t + 1) / threads);
      parts.add(executor.submit(() -> job.rows(from, to)));
    }
    for (Future<?> part : parts) {
      part.get();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    executor.close();
  }
}
