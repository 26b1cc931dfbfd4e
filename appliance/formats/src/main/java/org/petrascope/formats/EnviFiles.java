package org.petrascope.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the two files of an ENVI data set, whichever of them is named. */
final class EnviFiles {
  private static final String HEADER_EXTENSION = ".hdr";

  /** What a data file may have behind the header's name, in order of preference. */
  private static final List<String> DATA_EXTENSIONS =
      List.of("", ".raw", ".img", ".dat", ".sli", ".bil", ".bip", ".bsq", ".bin");

  private EnviFiles() {}

  static boolean isHeaderName(Path path) {
    return name(path).toLowerCase(Locale.ROOT).endsWith(HEADER_EXTENSION);
  }

  /** The header that is named, or that belongs to the data file that is named. */
  static Path header(Path headerOrData) {
    if (isHeaderName(headerOrData)) {
      return headerOrData;
    }
    String name = name(headerOrData);
    for (String base : List.of(name, withoutExtension(name))) {
      for (String extension :
          List.of(HEADER_EXTENSION, HEADER_EXTENSION.toUpperCase(Locale.ROOT))) {
        Path header = headerOrData.resolveSibling(base + extension);
        if (Files.isRegularFile(header)) {
          return header;
        }
      }
    }
    throw new FormatException(
        "%s has no ENVI header: %s%s is expected next to it"
            .formatted(headerOrData, withoutExtension(name), HEADER_EXTENSION));
  }

  /** The data file that is named, or that belongs to the header that is named. */
  static Path data(Path headerOrData, EnviLayout layout) {
    if (!isHeaderName(headerOrData)) {
      return headerOrData;
    }
    List<Path> candidates = candidates(headerOrData);
    if (candidates.isEmpty()) {
      throw new FormatException(
          "%s has no data file: %s.raw, .img or .dat is expected next to it"
              .formatted(headerOrData, base(headerOrData)));
    }
    return candidates.stream()
        .filter(candidate -> bytes(candidate) == layout.fileBytes())
        .findFirst()
        .orElse(candidates.getFirst());
  }

  private static List<Path> candidates(Path header) {
    String base = base(header);
    Path folder = header.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> rank(file, base) >= 0 && Files.isRegularFile(file))
          .sorted((a, b) -> Integer.compare(rank(a, base), rank(b, base)))
          .toList();
    } catch (IOException e) {
      throw FormatException.reading(folder, e);
    }
  }

  private static int rank(Path file, String base) {
    String name = name(file);
    return name.startsWith(base)
        ? DATA_EXTENSIONS.indexOf(name.substring(base.length()).toLowerCase(Locale.ROOT))
        : -1;
  }

  static long bytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw FormatException.reading(file, e);
    }
  }

  /** Refuses a result that would replace one of the data files that the work reads. */
  static void requireOther(Path result, List<Path> inputs, String work) {
    Path out = result.toAbsolutePath().normalize();
    for (Path input : inputs) {
      Path header = header(input).toAbsolutePath().normalize();
      if (out.equals(header) || sibling(out, ".img").equals(input.toAbsolutePath().normalize())) {
        throw new FormatException(
            "%s is an input of the %s: choose another name for the result".formatted(result, work));
      }
    }
  }

  /** The file next to the header with another extension. */
  static Path sibling(Path header, String extension) {
    return header.resolveSibling(base(header) + extension);
  }

  private static String base(Path header) {
    return name(header).substring(0, name(header).length() - HEADER_EXTENSION.length());
  }

  private static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
