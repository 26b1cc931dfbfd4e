package org.petrascope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.petrascope.server.ServerException.Kind;

/**
 * Where a demonstration keeps its data: in the folder it was given, replacing those of an earlier
 * one, or in a temporary folder that vanishes with it.
 */
final class DemoFolder implements AutoCloseable {
  private static final String DATA = "data";

  /** Lies in every data folder that a demonstration made. */
  private static final String MARK = ".petrascope-demo";

  private final Path data;
  private final boolean temporary;

  private DemoFolder(Path data, boolean temporary) {
    this.data = data;
    this.temporary = temporary;
  }

  static DemoFolder prepare(Optional<Path> out) {
    try {
      if (out.isEmpty()) {
        return new DemoFolder(Files.createTempDirectory("petrascope-demo-"), true);
      }
      OutputPaths.makeFolder(out.get());
      Path data = out.get().resolve(DATA);
      if (Files.exists(data)) {
        requireOurs(data);
        delete(data);
      }
      Files.createDirectory(data);
      Files.createFile(data.resolve(MARK));
      return new DemoFolder(data, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing is deleted that an earlier demonstration did not make. */
  private static void requireOurs(Path data) {
    if (!Files.exists(data.resolve(MARK))) {
      throw new ServerException(
          Kind.UNUSABLE,
          "%s exists and holds no data of an earlier demonstration: name another folder with --out"
              .formatted(data));
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> walk = Files.walk(folder)) {
      deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  Path data() {
    return data;
  }

  @Override
  public void close() {
    if (temporary) {
      try {
        delete(data);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
