package org.petrascope.scan;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.LineWindows;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.RawCube;

/**
 * The stages behind the raw file: one thread calibrates, several tell minerals, one persists. The
 * blocks stay in order; no more of them are under way than their hand-off holds.
 */
final class Interpretation implements AutoCloseable {
  private final Calibration calibration;
  private final PixelMapper mapper;
  private final List<LineSink> sinks;
  private final HandOff<Future<MappedLines>> mapped;
  private final ExecutorService mappers;

  Interpretation(
      Calibration calibration, PixelMapper mapper, int mapperThreads, List<LineSink> sinks) {
    this.calibration = calibration;
    this.mapper = mapper;
    this.sinks = List.copyOf(sinks);
    this.mapped = new HandOff<>(mapperThreads + 1);
    // Lowest, where the virtual machine may pass it on: on a small box the camera's lines go first.
    this.mappers =
        Executors.newFixedThreadPool(
            mapperThreads,
            Thread.ofPlatform().name("infer-", 0).priority(Thread.MIN_PRIORITY).daemon().factory());
  }

  /** Starts the stages; they end with the recording. */
  void start(SharedFate fate, RawTail tail) {
    fate.start("calibrate", () -> calibrate(tail));
    fate.start("persist", this::persist);
  }

  private void calibrate(RawTail tail) throws InterruptedException {
    LineWindows<BitSet> windows = new LineWindows<>(mapper.reach());
    try (tail) {
      for (Optional<RawCube> next = tail.next(); next.isPresent(); next = tail.next()) {
        RawCube raw = next.get();
        infer(windows.add(calibration.reflectance(raw), calibration.saturated(raw)));
      }
      infer(windows.end());
    } finally {
      mapped.close();
    }
  }

  private void infer(List<LineWindows.Entry<BitSet>> ready) throws InterruptedException {
    for (LineWindows.Entry<BitSet> entry : ready) {
      Callable<MappedLines> infer =
          () ->
              MappedLines.of(entry.block(), mapper.map(entry.window()), entry.with(), calibration);
      mapped.put(mappers.submit(infer));
    }
  }

  private void persist() throws InterruptedException {
    for (Optional<Future<MappedLines>> next = mapped.take();
        next.isPresent();
        next = mapped.take()) {
      MappedLines lines = result(next.get());
      for (LineSink sink : sinks) {
        sink.accept(lines);
      }
    }
  }

  private static MappedLines result(Future<MappedLines> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("telling minerals failed", e.getCause());
    }
  }

  @Override
  public void close() {
    mappers.shutdownNow();
  }
}
