package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the diagnostics need of a data folder, which need not be there. */
final class BoxFiles {
  /** Longer files are no keys and tokens. */
  private static final long SECRET_BYTES_MAX = 64 << 10;

  private static final int RECORDINGS_MAX = 200;
  private static final int FOLDER_DEPTH = 5;

  private final List<Path> roots;

  /**
   * @param roots the data folder, where one is configured
   */
  BoxFiles(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  /** Words that must not leave the box, line by line: of keys, tokens and the configuration. */
  List<String> secrets(JsonNode configuration) {
    List<String> secrets = new ArrayList<>(Redaction.secrets(configuration));
    for (Path root : roots) {
      secretLines(root.resolve(CommandToken.FILE), secrets);
      secretLines(root.resolve("identity/box.key"), secrets);
      secretLines(KeyFiles.ofTheBox(root).key(), secrets);
    }
    files(SystemdCredentials.folder(), 1).forEach(file -> secretLines(file, secrets));
    return secrets;
  }

  private static void secretLines(Path file, List<String> secrets) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= SECRET_BYTES_MAX) {
        Files.readString(file, StandardCharsets.ISO_8859_1)
            .lines()
            .filter(line -> !line.startsWith("-----"))
            .forEach(secrets::add);
      }
    } catch (IOException e) {
      // What this user cannot read gets into nothing that this user writes.
    }
  }

  /** Every recording with the size of its journal, the newest first. */
  String recordings() {
    StringBuilder text = new StringBuilder();
    for (Path root : roots) {
      files(root.resolve("scans"), FOLDER_DEPTH).stream()
          .filter(file -> file.toString().endsWith(".log"))
          .sorted((a, b) -> name(b).compareTo(name(a)))
          .limit(RECORDINGS_MAX)
          .forEach(file -> text.append(recording(root, file)).append('\n'));
    }
    return text.isEmpty() ? "no recordings\n" : text.toString();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String recording(Path root, Path journal) {
    Path raw = journal.resolveSibling(name(journal).replace(".log", ".raw"));
    Path scan = journal.resolve("../..").normalize();
    try (Stream<String> lines = Files.lines(journal)) {
      return "%s: %d entries, raw %s, %s"
          .formatted(
              root.relativize(journal),
              lines.count(),
              Files.exists(raw) ? Files.size(raw) + " bytes" : "missing",
              Files.exists(scan.resolve("manifest.json")) ? "finished" : "not finished");
    } catch (IOException e) {
      return "%s cannot be read".formatted(root.relativize(journal));
    }
  }

  private static List<Path> files(Path folder, int depth) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder, depth)) {
      return walk.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
