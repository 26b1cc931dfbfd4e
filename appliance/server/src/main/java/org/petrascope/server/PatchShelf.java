package org.petrascope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.petrascope.formats.Spelling;
import org.petrascope.server.ServerException.Kind;

/** The appliance's patch databases: {@code patches/NAME.h5} in the data folder. */
record PatchShelf(Path folder) {
  private static final String SUFFIX = ".h5";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** The databases of a data folder; their folder is made if need be. */
  static PatchShelf of(Path data) {
    Path folder = data.resolve("patches");
    OutputPaths.makeFolder(folder);
    return new PatchShelf(folder);
  }

  /** Where a database of this name is, or is to be. */
  Path file(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s cannot name a database: use letters, digits and . _ -".formatted(name));
    }
    return folder.resolve(name + SUFFIX);
  }

  /** A database that must be there. */
  Path require(String name) {
    List<String> names = names();
    if (!names.contains(name)) {
      throw new ServerException(
          Kind.NOT_FOUND,
          names.isEmpty()
              ? "patch database %s is not known here: there are none yet".formatted(name)
              : "patch database %s is not known here: %s"
                  .formatted(name, Spelling.suggestion(name, names)));
    }
    return file(name);
  }

  /** The names of all databases, sorted. */
  List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(SUFFIX) && !file.startsWith("."))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
