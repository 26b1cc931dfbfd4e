package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import org.petrascope.store.Ed25519;
import org.petrascope.store.Pem;

/**
 * The boxes that a fleet knows: a folder with the public key ({@code ID.pem}), the request for a
 * certificate ({@code ID.csr}) and what the box said of itself ({@code ID.json}) of each. For one
 * thread.
 */
record EnrolledBoxes(Path folder) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  /**
   * One of them.
   *
   * @param id its name, which follows from its key
   * @param name what people call it
   */
  record Box(String id, String name, PublicKey key) {
    /** As a document. */
    Map<String, String> told() {
      return Map.of("box", id, "name", name);
    }
  }

  /** What may name a box. */
  static String requireId(String id) {
    if (!ID.matcher(id).matches()) {
      throw new ServerException(
          Kind.UNUSABLE,
          "'%s' is no name of a box: take the 32 hexadecimal digits that petrascope provision and GET /api/v1/sync on the box tell"
              .formatted(id));
    }
    return id;
  }

  /**
   * Takes a box in, or notes what it says now.
   *
   * @param name what people call it; empty for the site that it stands at
   */
  Box enrol(Enrolment enrolment, String name) {
    ObjectNode notes = enrolment.said().deepCopy();
    notes.put("name", name.isEmpty() ? enrolment.site() : name);
    Path pem = folder.resolve(enrolment.box() + ".pem");
    try {
      Files.createDirectories(folder);
      DurableFiles.write(folder.resolve(enrolment.box() + ".json"), Json.bytes(notes));
      DurableFiles.write(
          folder.resolve(enrolment.box() + ".csr"),
          enrolment.certificateRequest().getBytes(StandardCharsets.US_ASCII));
      DurableFiles.write(pem, Pem.bytes("PUBLIC KEY", enrolment.publicKey()));
      return box(pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    return new Box(id, notes.path("name").asText(), Ed25519.publicKey(pem));
  }
}
