package org.petrascope.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.petrascope.scan.ScanProgress;
import org.petrascope.scan.Station;
import org.petrascope.spectral.ScanId;
import org.petrascope.store.ScanState;

/**
 * Looks at a station, this process and its data folder some fifty times a second, on a thread of
 * its own. What it saw may be asked for when the station rests.
 */
final class Watch implements AutoCloseable {
  private static final long PERIOD_MS = 20;

  /** The folder is walked through less often. */
  private static final int ROUNDS_PER_WALK = 25;

  private final Station station;
  private final Path folder;
  private final Supplier<Duration> simulator;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private Optional<ScanId> watched = Optional.empty();
  private Optional<Instant> begun = Optional.empty();
  private Captured captured = Captured.NOTHING;
  private int lagMax;
  private double lagMaxMm;
  private long diskMax;

  /**
   * What was used up while lines came.
   *
   * @param collections of garbage, seconds
   * @param allocated bytes
   */
  record Captured(
      double seconds, double ours, double simulators, double collections, double allocated) {
    static final Captured NOTHING = new Captured(0, 0, 0, 0, 0);
  }

  /** Readings of everything that only grows; times in seconds. */
  private record Instant(
      double clock, double ours, double simulators, double collections, double allocated) {
    Captured until(Instant later, Captured before) {
      return new Captured(
          before.seconds + later.clock - clock,
          before.ours + later.ours - ours,
          before.simulators + later.simulators - simulators,
          before.collections + later.collections - collections,
          before.allocated + later.allocated - allocated);
    }
  }

  private Watch(Station station, Path folder, Supplier<Duration> simulator) {
    this.station = station;
    this.folder = folder;
    this.simulator = simulator;
    this.thread = Thread.ofPlatform().name("watch").daemon().unstarted(this::look);
  }

  /**
   * Begins to look.
   *
   * @param simulator the processor time of the simulator so far
   */
  static Watch over(Station station, Path folder, Supplier<Duration> simulator) {
    Watch watch = new Watch(station, folder, simulator);
    watch.thread.start();
    return watch;
  }

  private void look() {
    try {
      for (int round = 0; !closed.await(PERIOD_MS, TimeUnit.MILLISECONDS); round++) {
        station.progress().ifPresent(this::accept);
        if (round % ROUNDS_PER_WALK == 0) {
          long bytes = bytes(folder);
          synchronized (this) {
            diskMax = Math.max(diskMax, bytes);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void accept(ScanProgress progress) {
    lagMax = Math.max(lagMax, progress.lagLines());
    lagMaxMm = Math.max(lagMaxMm, progress.lagMm());
    boolean coming = progress.state() == ScanState.SCANNING;
    boolean known = watched.filter(progress.id()::equals).isPresent();
    if (coming && !known && progress.received() > 0) {
      watched = Optional.of(progress.id());
      begun = Optional.of(now());
    } else if (!coming && known && begun.isPresent()) {
      captured = begun.get().until(now(), captured);
      begun = Optional.empty();
    }
  }

  private Instant now() {
    double collections =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToDouble(collector -> collector.getCollectionTime() / 1e3)
            .sum();
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return new Instant(
        System.nanoTime() / 1e9,
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9,
        simulator.get().toNanos() / 1e9,
        collections,
        threads.getTotalThreadAllocatedBytes());
  }

  synchronized Captured captured() {
    return captured;
  }

  synchronized int lagMax() {
    return lagMax;
  }

  synchronized double lagMaxMm() {
    return lagMaxMm;
  }

  synchronized long diskMax() {
    return diskMax;
  }

  /** Bytes of the heap that live, after a collection. */
  static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /**
   * A line of {@code /proc/self/status} that is in kB, in bytes: {@code VmRSS} or {@code VmHWM}.
   */
  static long memoryBytes(String name) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(name + ":")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IOException("/proc/self/status does not tell " + name);
  }

  /** Bytes of all files in a folder, whatever is deleted meanwhile. */
  private static long bytes(Path folder) {
    long[] sum = {0};
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              sum[0] += attributes.size();
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sum[0];
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
