package org.petrascope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.petrascope.learning.ModelPackage;
import org.petrascope.server.ServerException.Kind;

/**
 * The folder that a person named for a model. It may hold a model already, which the new one
 * replaces when it is whole; anything else in it is left alone and refused before the work begins.
 */
record ModelFolder(Path folder) {
  /** What every model has, and hardly anything else. */
  private static final List<String> OF_A_MODEL = List.of("card.json", ModelPackage.CHECKSUMS);

  /** Refuses a place that cannot take a model. */
  static ModelFolder require(Path folder) {
    Path place = folder.toAbsolutePath().normalize();
    OutputPaths.makeParent(place);
    boolean usable =
        !Files.exists(place) || (Files.isDirectory(place) && (isEmpty(place) || isModel(place)));
    if (!usable || place.getFileName() == null) {
      throw new ServerException(
          Kind.UNUSABLE,
          "%s holds something that is no model: name another folder".formatted(folder));
    }
    return new ModelFolder(place);
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isModel(Path folder) {
    return OF_A_MODEL.stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
  }

  /** The folder's own name. */
  String name() {
    return String.valueOf(folder.getFileName());
  }

  /** Puts a model into its place; the one of before stays until the new one is whole. */
  void put(TrainingRun.Result result) {
    Path fresh = folder.resolveSibling("." + name() + ".new");
    Path old = folder.resolveSibling("." + name() + ".old");
    try {
      delete(fresh);
      delete(old);
      result.write(fresh);
      if (Files.exists(folder)) {
        Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      delete(old);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a folder with everything in it; nothing when it is not there. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> inside = Files.walk(folder)) {
        for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
