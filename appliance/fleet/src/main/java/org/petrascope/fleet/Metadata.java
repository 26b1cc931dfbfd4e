package org.petrascope.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.petrascope.formats.DurableFiles;

/**
 * The metadata files of a repository, as The Update Framework lays them out with consistent
 * snapshots (specification 1.0, sections 4 and 6): {@code N.root.json}, {@code N.targets.json},
 * {@code N.snapshot.json} and {@code timestamp.json}. For one thread.
 */
final class Metadata {
  private static final String SPECIFICATION = "1.0.31";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final SigningKeys keys;
  private final Clock clock;

  Metadata(Path folder, SigningKeys keys, Clock clock) {
    this.folder = folder;
    this.keys = keys;
    this.clock = clock;
  }

  /** The signed part of new metadata of a role; it expires when the role's time is over. */
  ObjectNode fresh(Role role, int version) {
    ObjectNode signed = JSON.createObjectNode();
    signed.put("_type", role.label());
    signed.put("spec_version", SPECIFICATION);
    signed.put("version", version);
    signed.put(
        "expires",
        clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(role.validity()).toString());
    return signed;
  }

  /** The signed part of the newest root. */
  ObjectNode root() {
    int version = 1;
    while (Files.exists(folder.resolve((version + 1) + ".root.json"))) {
      version++;
    }
    return signed(version + ".root.json");
  }

  /** The signed part of a role's newest metadata, as timestamp and snapshot name it. */
  ObjectNode newest(Role role) {
    return switch (role) {
      case ROOT -> root();
      case TIMESTAMP -> signed("timestamp.json");
      case SNAPSHOT -> named(newest(Role.TIMESTAMP), "snapshot.json");
      case TARGETS -> named(newest(Role.SNAPSHOT), "targets.json");
    };
  }

  private ObjectNode named(JsonNode by, String file) {
    return signed(by.path("meta").path(file).path("version").asInt() + "." + file);
  }

  private ObjectNode signed(String file) {
    try {
      return (ObjectNode) JSON.readTree(folder.resolve(file).toFile()).required("signed");
    } catch (IOException | IllegalArgumentException e) {
      throw new FleetException(
          "%s is no repository of releases, %s cannot be read: make one with petrascope fleet init"
              .formatted(folder, file),
          e);
    }
  }

  /** The signed part of metadata that came from elsewhere; nothing where they are none. */
  static JsonNode signed(byte[] metadata) {
    try {
      return JSON.readTree(metadata).path("signed");
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /** Signs a root with the keys that it names and with those that the root before it names. */
  void writeRoot(ObjectNode root, List<JsonNode> authorities) {
    write(Role.ROOT, root, authorities, root.path("version").asInt() + ".root.json");
  }

  /**
   * Signs and writes targets, then a snapshot of them, then the timestamp that makes both valid.
   */
  void publish(ObjectNode targets) {
    JsonNode root = root();
    int version = targets.path("version").asInt();
    byte[] signedTargets = write(Role.TARGETS, targets, List.of(root), version + ".targets.json");
    snapshot(version, signedTargets, root);
  }

  private void snapshot(int targetsVersion, byte[] targets, JsonNode root) {
    int version = nextVersion(Role.SNAPSHOT);
    ObjectNode snapshot = fresh(Role.SNAPSHOT, version);
    refer(snapshot.putObject("meta").putObject("targets.json"), targetsVersion, targets);
    byte[] written = write(Role.SNAPSHOT, snapshot, List.of(root), version + ".snapshot.json");
    ObjectNode timestamp = fresh(Role.TIMESTAMP, nextVersion(Role.TIMESTAMP));
    refer(timestamp.putObject("meta").putObject("snapshot.json"), version, written);
    write(Role.TIMESTAMP, timestamp, List.of(root), "timestamp.json");
  }

  /** Gives what has not changed a new time to live. */
  void refresh() {
    int version = newest(Role.TARGETS).path("version").asInt();
    try {
      byte[] targets = Files.readAllBytes(folder.resolve(version + ".targets.json"));
      snapshot(version, targets, root());
    } catch (IOException e) {
      throw new FleetException(
          "the targets of %s cannot be read (%s): check the folder"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  /** The version after the newest of a role; 1 in a new repository. */
  int nextVersion(Role role) {
    return Files.exists(folder.resolve("timestamp.json"))
        ? newest(role).path("version").asInt() + 1
        : 1;
  }

  private static void refer(ObjectNode entry, int version, byte[] file) {
    entry.put("version", version);
    entry.put("length", file.length);
    entry.putObject("hashes").put("sha256", sha256(file));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private byte[] write(Role role, ObjectNode signed, List<JsonNode> authorities, String file) {
    byte[] canonical = CanonicalJson.bytes(signed);
    ObjectNode envelope = JSON.createObjectNode();
    ArrayNode signatures = envelope.putArray("signatures");
    for (SigningKey key : signers(role, authorities)) {
      signatures.addObject().put("keyid", key.id()).put("sig", key.sign(canonical));
    }
    envelope.set("signed", signed);
    byte[] bytes = CanonicalJson.bytes(envelope);
    DurableFiles.write(folder.resolve(file), bytes);
    return bytes;
  }

  /** All keys at hand that roots allow to sign for a role; too few for any of them are refused. */
  private Set<SigningKey> signers(Role role, List<JsonNode> authorities) {
    Set<SigningKey> signers = new LinkedHashSet<>();
    for (JsonNode authority : authorities) {
      JsonNode rules = authority.path("roles").path(role.label());
      List<SigningKey> atHand = new ArrayList<>();
      rules.path("keyids").forEach(id -> keys.find(id.asText()).ifPresent(atHand::add));
      int threshold = rules.path("threshold").asInt();
      if (atHand.size() < threshold) {
        throw new FleetException(
            "%s must be signed with %d of its %d keys, %d are in %s: name the folders of the others with --keys"
                .formatted(
                    role.label(), threshold, rules.path("keyids").size(), atHand.size(), keys));
      }
      signers.addAll(atHand);
    }
    return signers;
  }
}
