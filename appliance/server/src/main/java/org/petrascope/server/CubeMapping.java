package org.petrascope.server;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.petrascope.formats.DiskSpace;
import org.petrascope.formats.EnviReader;
import org.petrascope.scan.MapFiles;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.LineWindows;
import org.petrascope.spectral.MappedBlock;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.ReflectanceCube;

/**
 * Maps a reflectance cube of any length into a folder, a few blocks of lines at a time. Called by
 * one thread, which reads and writes; others tell the minerals.
 */
final class CubeMapping {
  /** Bytes a pixel takes in the folder besides its fractions: class, flags and pictures. */
  private static final int PIXEL_BYTES = 10;

  private final EnviReader reader;
  private final PixelMapper mapper;
  private final Path folder;

  private record Mapped(ReflectanceCube reflectance, MappedBlock block) {}

  CubeMapping(EnviReader reader, PixelMapper mapper, Path folder) {
    this.reader = reader;
    this.mapper = mapper;
    this.folder = folder;
  }

  /**
   * Does it; when it fails no new file is left behind.
   *
   * @param progress is told the lines that are done
   */
  void run(IntConsumer progress) throws InterruptedException {
    CubeShape shape = reader.shape();
    OutputPaths.makeFolder(folder);
    long layers = mapper.componentNames().size() * (mapper.intervals() ? 3L : 1L);
    long bytes = shape.pixels() * (Float.BYTES * layers + PIXEL_BYTES);
    DiskSpace.require("the mineral map", bytes, folder);
    int threads = Runtime.getRuntime().availableProcessors();
    Deque<Future<Mapped>> underWay = new ArrayDeque<>();
    try (MapFiles files = new MapFiles(folder, shape, mapper);
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      int lines = reader.blockLines();
      LineWindows<Path> windows = new LineWindows<>(mapper.reach());
      for (int line = 0; line < shape.lines(); line += lines) {
        ReflectanceCube block = reader.reflectance(line, Math.min(lines, shape.lines() - line));
        windows.add(block, folder).forEach(entry -> underWay.add(pool.submit(() -> map(entry))));
        while (underWay.size() > threads) {
          append(files, underWay.remove(), progress);
        }
      }
      windows.end().forEach(entry -> underWay.add(pool.submit(() -> map(entry))));
      while (!underWay.isEmpty()) {
        append(files, underWay.remove(), progress);
      }
      files.commit();
      OutputPaths.removeOtherResults(folder, files.names());
    }
  }

  private Mapped map(LineWindows.Entry<Path> entry) {
    return new Mapped(entry.block(), mapper.map(entry.window()));
  }

  private static void append(MapFiles files, Future<Mapped> future, IntConsumer progress)
      throws InterruptedException {
    Mapped mapped = result(future);
    files.append(mapped.reflectance(), mapped.block(), mapped.block().flags());
    progress.accept(files.lines());
  }

  private static Mapped result(Future<Mapped> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }
}
