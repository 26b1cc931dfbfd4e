package org.petrascope.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a box on probation must know, also where Java does not start: lines of {@code key=value}.
 *
 * @param version of the release that must prove itself
 * @param previous version of the release to go back to
 * @param database file that goes back with it
 * @param configuration file that goes back with it
 * @param cameras stations whose camera was seen before, so that it must be seen again
 */
public record ProbationNote(
    String version, String previous, Path database, Path configuration, List<String> cameras) {
  public ProbationNote {
    cameras = List.copyOf(cameras);
    requireWords(List.of(version, previous, database.toString(), configuration.toString()), "\n");
    requireWords(cameras, "\n,");
  }

  /** What the running appliance says must not become another line of what root does later. */
  private static void requireWords(List<String> words, String refused) {
    for (String word : words) {
      if (word.chars().anyMatch(c -> refused.indexOf(c) >= 0)) {
        throw new UpdateException(
            "'%s' cannot be noted for a probation: rename it"
                .formatted(word.replaceAll("\\s", " ")));
      }
    }
  }

  static ProbationNote read(Path file) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return new ProbationNote(
        values.getOrDefault("version", ""),
        values.getOrDefault("previous", ""),
        Path.of(values.getOrDefault("database", "")),
        Path.of(values.getOrDefault("configuration", "")),
        Arrays.stream(values.getOrDefault("cameras", "").split(","))
            .filter(camera -> !camera.isEmpty())
            .toList());
  }

  byte[] bytes() {
    String lines =
        """
        version=%s
        previous=%s
        database=%s
        configuration=%s
        cameras=%s
        """
            .formatted(version, previous, database, configuration, String.join(",", cameras));
    return lines.getBytes(StandardCharsets.UTF_8);
  }
}
