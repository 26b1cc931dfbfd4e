package org.petrascope.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;

/**
 * Shares the rows of a job evenly among so many threads. A job that splits its work itself, as a
 * parallel stream, does so among the same threads.
 */
final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService executor;

  interface Job {
    void rows(int from, int to);
  }

  Workers(int threads) {
    this.threads = threads;
    this.executor = new ForkJoinPool(threads);
  }

  /** Returns the time that the job took. */
  Seconds time(int rows, Job job) throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    List<Future<Long>> parts = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int from = (int) ((long) rows * t / threads);
      int to = (int) ((long) rows * (t + 1) / threads);
      parts.add(executor.submit(() -> processorTime(job, from, to)));
    }
    long processor = 0;
    for (Future<Long> part : parts) {
      processor += part.get();
    }
    return new Seconds((System.nanoTime() - start) / 1e9, processor / 1e9);
  }

  private static long processorTime(Job job, int from, int to) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    job.rows(from, to);
    return threads.getCurrentThreadCpuTime() - start;
  }

  @Override
  public void close() {
    executor.close();
  }
}
