package org.petrascope.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is signed about a release: for which boxes it is and what its payload must be.
 *
 * @param hardware kinds of boxes that it runs on, such as {@code x86_64}
 * @param schema newest schema of the database that it can read; 0 where it reads none
 * @param units number of the units that it needs on the box; 0 where any will do
 */
public record ReleaseManifest(
    ReleaseName name, List<String> hardware, int schema, int units, Payload payload) {
  /** The file of a release, and of a box, that holds the number of its units. */
  public static final String UNITS = "units";

  /**
   * The bytes of a release: a zip file.
   *
   * @param path where it lies in the repository
   * @param sha256 64 lower-case hexadecimal digits
   * @param unpackedBytes sum of its files
   */
  public record Payload(String path, long bytes, String sha256, long unpackedBytes) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public Payload {
      if (bytes <= 0 || unpackedBytes <= 0) {
        throw new IllegalArgumentException(
            "a payload of %d bytes, unpacked %d, is none".formatted(bytes, unpackedBytes));
      }
      if (!DIGEST.matcher(sha256).matches()) {
        throw new IllegalArgumentException("'%s' is no SHA-256 in hexadecimal".formatted(sha256));
      }
    }
  }

  public ReleaseManifest {
    hardware = List.copyOf(hardware);
    if (hardware.isEmpty() || schema < 0 || units < 0) {
      throw new IllegalArgumentException(
          "a release for hardware %s with schema %d and units %d is for no box"
              .formatted(hardware, schema, units));
    }
  }

  /** The number in such a file; 0 where there is none. */
  public static int units(Path file) {
    try {
      return Integer.parseInt(Files.readString(file).strip());
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException | NumberFormatException e) {
      throw new UpdateException(
          "%s holds no number of units (%s): install the package again"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** The manifest in a document. */
  public static ReleaseManifest read(byte[] bytes) {
    return Documents.read("a release manifest", bytes, ReleaseManifest::of);
  }

  private static ReleaseManifest of(JsonNode node) {
    List<String> hardware = new ArrayList<>();
    node.path("hardware").forEach(kind -> hardware.add(kind.asText()));
    JsonNode payload = node.path("payload");
    return new ReleaseManifest(
        RolloutPlan.name(node),
        hardware,
        node.path("schema").asInt(-1),
        node.path("units").asInt(0),
        new Payload(
            payload.path("path").asText(),
            payload.path("bytes").asLong(),
            payload.path("sha256").asText(),
            payload.path("unpackedBytes").asLong()));
  }

  /** The document of this manifest. */
  public byte[] bytes() {
    ObjectNode node = Documents.JSON.createObjectNode();
    node.put("format", Documents.FORMAT);
    RolloutPlan.put(name, node);
    hardware.forEach(node.putArray("hardware")::add);
    node.put("schema", schema);
    node.put("units", units);
    node.putObject("payload")
        .put("path", payload.path)
        .put("bytes", payload.bytes)
        .put("sha256", payload.sha256)
        .put("unpackedBytes", payload.unpackedBytes);
    return Documents.bytes(node);
  }
}
