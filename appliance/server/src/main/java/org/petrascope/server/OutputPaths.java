package org.petrascope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.petrascope.server.ServerException.Kind;

/** Checks and makes the places that results go to. */
final class OutputPaths {
  /** Every file that some command may leave in a folder of results. */
  private static final List<String> RESULTS =
      List.of(
          "minerals.hdr",
          "minerals.img",
          "minerals.png",
          "abundances.hdr",
          "abundances.img",
          "abundances-lower.hdr",
          "abundances-lower.img",
          "abundances-upper.hdr",
          "abundances-upper.img",
          "flags.hdr",
          "flags.img",
          "rmse.hdr",
          "rmse.img",
          "false-colour.png");

  private OutputPaths() {}

  /** Makes the folder that the file lies in. */
  static void makeParent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      makeFolder(parent);
    }
  }

  static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new ServerException(
          Kind.UNUSABLE, "%s is a file, a folder is needed: name another".formatted(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes way for a table. */
  static void requireTable(Path file) {
    if (Files.isDirectory(file) || !file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      throw new ServerException(
          Kind.UNUSABLE,
          "%s is no table: spectra give a file, name one that ends in .csv".formatted(file));
    }
    makeParent(file);
  }

  /** Removes the results that an earlier run left in a folder and this one did not replace. */
  static void removeOtherResults(Path folder, Set<String> written) {
    for (String name : RESULTS) {
      if (!written.contains(name)) {
        try {
          Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
