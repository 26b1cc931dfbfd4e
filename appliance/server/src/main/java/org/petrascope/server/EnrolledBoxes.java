package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.petrascope.formats.DurableFiles;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.sync.LetterKey;

/**
 * The boxes that a fleet knows: a folder with the public letter key ({@code ID.pem}) and the name
 * ({@code ID.json}) of each. For one thread.
 */
record EnrolledBoxes(Path folder) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  /** One of them; its name is for people alone. */
  record Box(String id, String name, PublicKey key) {}

  /** Takes a box in; one that is known under another key is refused. */
  Box enrol(String id, String name, Path publicKey) {
    if (!ID.matcher(id).matches()) {
      throw new ServerException(
          Kind.UNUSABLE,
          "'%s' is no identity of a box: take box from its GET /api/v1/sync, 32 hexadecimal digits"
              .formatted(id));
    }
    PublicKey key = LetterKey.open(publicKey);
    Path file = folder.resolve(id + ".pem");
    try {
      Files.createDirectories(folder);
      if (Files.exists(file) && !LetterKey.open(file).equals(key)) {
        throw new ServerException(
            Kind.CONFLICT,
            "box %s is enrolled with another key: remove %s first if that key is no longer its own"
                .formatted(id, file));
      }
      DurableFiles.write(folder.resolve(id + ".json"), Json.bytes(Map.of("name", name)));
      DurableFiles.write(file, Files.readAllBytes(publicKey));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Box(id, name, key);
  }

  /** All of them by name. */
  List<Box> boxes() {
    if (!Files.isDirectory(folder)) {
      throw new ServerException(
          Kind.NOT_FOUND,
          "%s is no folder of enrolled boxes: run petrascope fleet enrol".formatted(folder));
    }
    List<Box> boxes = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".pem")).toList()) {
        boxes.add(box(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boxes.sort(Comparator.comparing(Box::name).thenComparing(Box::id));
    return boxes;
  }

  private Box box(Path pem) throws IOException {
    String file = String.valueOf(pem.getFileName());
    String id = file.substring(0, file.length() - ".pem".length());
    JsonNode notes = Json.object(Files.readAllBytes(folder.resolve(id + ".json")));
    return new Box(id, notes.path("name").asText(), LetterKey.open(pem));
  }
}
