package org.petrascope.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.petrascope.formats.DurableFiles;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.Pace;
import org.petrascope.update.ReleaseManifest;
import org.petrascope.update.ReleaseName;
import org.petrascope.update.Ring;
import org.petrascope.update.RolloutPlan;

/**
 * A repository of signed releases in a folder, which boxes read from there, from a copy on a stick
 * or from an object store. Beside the metadata it holds {@code targets/} (manifests and the rollout
 * plan) and {@code payloads/}. The timestamp is always written last: a copy taken meanwhile is an
 * older repository, or refused. For one thread of one process.
 */
public final class Repository {
  private static final String TIMESTAMP_FILE = "timestamp.json";

  /** Targets are signed anew when they would expire earlier. */
  private static final int TARGETS_DAYS_LEFT_MIN = 90;

  private final Path folder;
  private final SigningKeys keys;
  private final Clock clock;
  private final Metadata metadata;

  private Repository(Path folder, SigningKeys keys, Clock clock) {
    this.folder = folder;
    this.keys = keys;
    this.clock = clock;
    this.metadata = new Metadata(folder, keys, clock);
  }

  /** Makes keys and an empty repository; boxes are given its {@code 1.root.json}. */
  public static Repository create(Path folder, Path keys, Quorum quorum, Clock clock) {
    try {
      Files.createDirectories(folder.resolve("targets"));
      Files.createDirectories(folder.resolve("payloads"));
      Files.createDirectories(keys);
    } catch (IOException e) {
      throw failure(folder, e);
    }
    if (Files.exists(folder.resolve("1.root.json"))) {
      throw new FleetException(
          "%s is a repository already: open that, or name another folder".formatted(folder));
    }
    Repository made = new Repository(folder, SigningKeys.in(List.of(keys)), clock);
    ObjectNode root = made.metadata.fresh(Role.ROOT, 1);
    root.put("consistent_snapshot", true);
    root.putObject("keys");
    root.putObject("roles");
    for (Role role : Role.values()) {
      boolean offline = role == Role.ROOT || role == Role.TARGETS;
      made.appoint(root, role, offline ? quorum : new Quorum(1, 1));
    }
    made.metadata.writeRoot(root, List.of(root));
    made.publish(made.metadata.fresh(Role.TARGETS, 1), new RolloutPlan(List.of()));
    return made;
  }

  /** A repository that exists, with the keys at hand. */
  public static Repository open(Path folder, List<Path> keys, Clock clock) {
    return new Repository(folder, SigningKeys.in(keys), clock);
  }

  /** Gives a role new keys in place of those that it has. */
  private void appoint(ObjectNode root, Role role, Quorum quorum) {
    ObjectNode roles = (ObjectNode) root.path("roles");
    ObjectNode rules = roles.putObject(role.label());
    ArrayNode ids = rules.putArray("keyids");
    for (SigningKey key : keys.make(role, root.path("version").asInt(), quorum.keys())) {
      ids.add(key.id());
      ((ObjectNode) root.path("keys")).set(key.id(), key.publicForm());
    }
    rules.put("threshold", quorum.threshold());
  }

  /** Which boxes are given what. */
  public RolloutPlan plan() {
    return RolloutPlan.read(target(RolloutPlan.TARGET));
  }

  private byte[] target(String name) {
    JsonNode entry = metadata.newest(Role.TARGETS).path("targets").path(name);
    Path file = targetFile(name, entry.path("hashes").path("sha256").asText());
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private Path targetFile(String name, String sha256) {
    return folder.resolve("targets").resolve(sha256 + "." + name);
  }

  /** Packs and signs a release; no box is given it before it is published. */
  public ReleaseManifest release(ReleaseOrder order) {
    ObjectNode targets = nextTargets();
    if (targets.path("targets").has(order.name().target())) {
      throw new FleetException(
          "%s is released already and never changes: release the next version"
              .formatted(order.name().label()));
    }
    ReleaseManifest manifest = pack(order);
    put(targets, order.name().target(), manifest.bytes());
    metadata.publish(targets);
    return manifest;
  }

  private ReleaseManifest pack(ReleaseOrder order) {
    Path payloads = folder.resolve("payloads");
    Path partial = payloads.resolve("." + order.name().target() + ".partial");
    try {
      Files.deleteIfExists(partial);
      long unpacked = PayloadArchive.pack(order.content(), partial);
      String sha256 = DurableFiles.sha256(partial);
      String path = "payloads/" + sha256 + ".zip";
      ReleaseManifest.Payload payload =
          new ReleaseManifest.Payload(path, Files.size(partial), sha256, unpacked);
      Files.move(partial, folder.resolve(path), StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.syncFolder(payloads);
      int units = ReleaseManifest.units(order.content().resolve(ReleaseManifest.UNITS));
      return new ReleaseManifest(order.name(), order.hardware(), order.schema(), units, payload);
    } catch (IOException e) {
      throw failure(order.content(), e);
    }
  }

  /** Gives a release to a share of each ring, from now on before all earlier decisions. */
  public void publish(ReleaseName release, Map<Ring, Integer> percent) {
    decide(release, new RolloutPlan.Rollout(release, percent, false, false));
  }

  /** Gives a release to all boxes, also to those that run a newer one. */
  public void back(ReleaseName release) {
    Map<Ring, Integer> all = Map.of(Ring.CANARY, 100, Ring.EARLY, 100, Ring.ALL, 100);
    decide(release, new RolloutPlan.Rollout(release, all, false, true));
  }

  private void decide(ReleaseName release, RolloutPlan.Rollout decision) {
    ObjectNode targets = nextTargets();
    if (!targets.path("targets").has(release.target())) {
      throw new FleetException(
          "%s is not in this repository: release it first".formatted(release.label()));
    }
    List<RolloutPlan.Rollout> rollouts = new ArrayList<>(plan().rollouts());
    rollouts.removeIf(rollout -> rollout.release().equals(release));
    rollouts.add(decision);
    int tooMany = Math.max(0, rollouts.size() - RolloutPlan.ROLLOUTS_MAX);
    publish(targets, new RolloutPlan(rollouts.subList(tooMany, rollouts.size())));
  }

  /** Lets boxes that do not have a published release yet wait, or go on. */
  public void pause(ReleaseName release, boolean paused) {
    change(
        release,
        rollout -> new RolloutPlan.Rollout(release, rollout.percent(), paused, rollout.back()));
  }

  private void change(ReleaseName release, UnaryOperator<RolloutPlan.Rollout> change) {
    List<RolloutPlan.Rollout> rollouts = new ArrayList<>(plan().rollouts());
    if (rollouts.stream().noneMatch(rollout -> rollout.release().equals(release))) {
      throw new FleetException("%s is not published: publish it first".formatted(release.label()));
    }
    rollouts.replaceAll(
        rollout -> rollout.release().equals(release) ? change.apply(rollout) : rollout);
    publish(nextTargets(), new RolloutPlan(rollouts));
  }

  private void publish(ObjectNode targets, RolloutPlan plan) {
    put(targets, RolloutPlan.TARGET, plan.bytes());
    metadata.publish(targets);
  }

  /** The targets as they are, ready to be changed, with their next version and expiry. */
  private ObjectNode nextTargets() {
    JsonNode now = metadata.newest(Role.TARGETS);
    ObjectNode next = metadata.fresh(Role.TARGETS, now.path("version").asInt() + 1);
    next.set("targets", now.path("targets").deepCopy());
    return next;
  }

  private void put(ObjectNode targets, String name, byte[] bytes) {
    String sha256 = Metadata.sha256(bytes);
    DurableFiles.write(targetFile(name, sha256), bytes);
    ObjectNode entry = targets.withObjectProperty("targets").putObject(name);
    entry.put("length", bytes.length);
    entry.putObject("hashes").put("sha256", sha256);
  }

  /** Signs anew what would expire; to be done well within the timestamp's time. */
  public void refresh() {
    Instant soon = clock.instant().plus(TARGETS_DAYS_LEFT_MIN, ChronoUnit.DAYS);
    String expires = metadata.newest(Role.TARGETS).path("expires").asText();
    if (Instant.parse(expires).isBefore(soon)) {
      metadata.publish(nextTargets());
    } else {
      metadata.refresh();
    }
  }

  /**
   * Replaces all keys of a role, as many as it had; the keys of the root before sign the new root.
   * Boxes follow from root to root.
   */
  public void rotate(Role role) {
    ObjectNode old = metadata.root();
    JsonNode rules = old.path("roles").path(role.label());
    ObjectNode root = metadata.fresh(Role.ROOT, old.path("version").asInt() + 1);
    root.put("consistent_snapshot", true);
    root.set("keys", old.path("keys").deepCopy());
    root.set("roles", old.path("roles").deepCopy());
    rules.path("keyids").forEach(id -> ((ObjectNode) root.path("keys")).remove(id.asText()));
    appoint(root, role, new Quorum(rules.path("keyids").size(), rules.path("threshold").asInt()));
    metadata.writeRoot(root, List.of(old, root));
    if (role != Role.ROOT) {
      metadata.publish(nextTargets());
    }
  }

  /**
   * Brings the repository as it is now into a store: first what is referred to, the timestamp last.
   * A box that looks meanwhile, or after an interruption, sees the whole of before. Done again, it
   * sends what is missing.
   */
  public UploadTally upload(ObjectStore store, Pace pace) {
    Upload upload = new Upload(folder, store, pace);
    JsonNode timestamp = metadata.newest(Role.TIMESTAMP);
    upload.timestampThere(TIMESTAMP_FILE).ifPresent(there -> requireNoNewer(there, timestamp));
    JsonNode targets = metadata.newest(Role.TARGETS);
    for (Map.Entry<String, JsonNode> target : targets.path("targets").properties()) {
      if (!target.getKey().equals(RolloutPlan.TARGET)) {
        ReleaseManifest.Payload payload = ReleaseManifest.read(target(target.getKey())).payload();
        upload.named(payload.path(), payload.sha256());
      }
    }
    for (Map.Entry<String, JsonNode> target : targets.path("targets").properties()) {
      String sha256 = target.getValue().path("hashes").path("sha256").asText();
      upload.named(folder.relativize(targetFile(target.getKey(), sha256)).toString(), sha256);
    }
    upload.versioned(targets.path("version").asInt() + ".targets.json");
    upload.versioned(metadata.newest(Role.SNAPSHOT).path("version").asInt() + ".snapshot.json");
    int roots = metadata.root().path("version").asInt();
    for (int root = 1; root <= roots; root++) {
      upload.versioned(root + ".root.json");
    }
    upload.timestamp(TIMESTAMP_FILE);
    return upload.tally();
  }

  /** What is in a store is never taken back to an older state, nor to another one of its age. */
  private void requireNoNewer(byte[] there, JsonNode here) {
    int version = here.path("version").asInt();
    JsonNode signed = Metadata.signed(there);
    int versionThere = signed.path("version").asInt();
    if (versionThere > version || (versionThere == version && !signed.equals(here))) {
      throw new FleetException(
          "timestamp %d is in the store and %d in %s: upload from the repository that was changed last"
              .formatted(versionThere, version, folder));
    }
  }

  private static FleetException failure(Path where, IOException e) {
    return new FleetException(
        "%s cannot be used (%s): check the folder and its rights".formatted(where, e.getMessage()),
        e);
  }
}
