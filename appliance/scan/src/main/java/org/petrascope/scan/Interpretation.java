package org.petrascope.scan;

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
  private final int mapperThreads;
  private final ExecutorService mappers;
  private final StepClock steps;

  /**
   * @param steps told of every block whose minerals are told
   */
  Interpretation(
      Calibration calibration,
      PixelMapper mapper,
      int mapperThreads,
      List<LineSink> sinks,
      StepClock steps) {
    this.calibration = calibration;
    this.mapper = mapper;
    this.sinks = List.copyOf(sinks);
    this.mapped = new HandOff<>(mapperThreads + 1);
    this.mapperThreads = mapperThreads;
    this.steps = steps;
    // Lowest, where the virtual machine may pass it on: on a small box the camera's lines go first.
    this.mappers =
        Executors.newFixedThreadPool(
            mapperThreads,
            Thread.ofPlatform().name("infer-", 0).priority(Thread.MIN_PRIORITY).daemon().factory());
  }

  /** Starts the stages; they end with the recording. */
  void start(SharedFate fate, RawTail tail) {
    // Besides those handed off, one is calibrated and one persisted.
    RoomPool rooms =
        new RoomPool(calibration, tail.blockLines(), mapperThreads + 3, mapper.reach() == 0);
    fate.start("calibrate", () -> calibrate(tail, rooms));
    fate.start("persist", () -> persist(rooms));
  }

  private void calibrate(RawTail tail, RoomPool rooms) throws InterruptedException {
    LineWindows<Calibration.Room> windows = new LineWindows<>(mapper.reach());
    try (tail) {
      for (Optional<RawCube> next = tail.next(); next.isPresent(); next = tail.next()) {
        RawCube raw = next.get();
        Calibration.Room room = rooms.take();
        infer(windows.add(calibration.reflectance(raw, room), room));
      }
      infer(windows.end());
    } finally {
      mapped.close();
    }
  }

  private void infer(List<LineWindows.Entry<Calibration.Room>> ready) throws InterruptedException {
    for (LineWindows.Entry<Calibration.Room> entry : ready) {
      Callable<MappedLines> infer =
          () ->
              new MappedLines(entry.block(), mapper.map(entry.window()), entry.with(), calibration);
      mapped.put(mappers.submit(infer));
    }
  }

  private void persist(RoomPool rooms) throws InterruptedException {
    try {
      for (Optional<Future<MappedLines>> next = mapped.take();
          next.isPresent();
          next = mapped.take()) {
        steps.step();
        MappedLines lines = result(next.get());
        for (LineSink sink : sinks) {
          sink.accept(lines);
        }
        rooms.giveBack(lines.room());
        steps.rest();
      }
    } finally {
      steps.rest();
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
