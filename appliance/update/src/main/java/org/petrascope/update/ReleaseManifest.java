package org.petrascope.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is signed about a release: for which boxes it is and what its payload must be.
 *
 * @param hardware kinds of boxes that it runs on, such as {@code x86_64}
 * @param schema newest schema of the database that it can read; 0 where it reads none
 */
public record ReleaseManifest(
    ReleaseName name, List<String> hardware, int schema, Payload payload) {
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
    if (hardware.isEmpty() || schema < 0) {
      throw new IllegalArgumentException(
          "a release for hardware %s with schema %d is for no box".formatted(hardware, schema));
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
    node.putObject("payload")
        .put("path", payload.path)
        .put("bytes", payload.bytes)
        .put("sha256", payload.sha256)
        .put("unpackedBytes", payload.unpackedBytes);
    return Documents.bytes(node);
  }
}
