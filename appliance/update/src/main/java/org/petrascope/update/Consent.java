package org.petrascope.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.petrascope.formats.DurableFiles;

/**
 * A person's agreement to one release. It serves once.
 *
 * @param by name of the person
 */
public record Consent(String by, Instant at) {
  private static final String FILE = "consent";

  public Consent {
    if (by.isBlank() || by.contains("\n")) {
      throw new UpdateException("nobody agrees to the release: name the person with --by");
    }
  }

  static Optional<Consent> in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    return Optional.of(new Consent(lines.get(0), Instant.parse(lines.get(1))));
  }

  void write(Path folder) {
    String lines = "%s\n%s\n".formatted(by, at);
    DurableFiles.write(folder.resolve(FILE), lines.getBytes(StandardCharsets.UTF_8));
  }

  static void use(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }
}
