package org.petrascope.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which boxes are given which releases; the latest decision stands last.
 *
 * @param rollouts in the order in which they were decided
 */
public record RolloutPlan(List<Rollout> rollouts) {
  /** The file of the plan in a repository. */
  public static final String TARGET = "rollout.json";

  /** Decisions kept in a plan; the client reads it as a whole. */
  public static final int ROLLOUTS_MAX = 200;

  /**
   * A release on its way to the boxes.
   *
   * @param percent of the boxes of each ring that are given it
   * @param paused whether boxes that do not have it yet must wait
   * @param back whether boxes with a newer version go back to it
   */
  public record Rollout(
      ReleaseName release, Map<Ring, Integer> percent, boolean paused, boolean back) {
    public Rollout {
      percent = Map.copyOf(percent);
      for (int share : percent.values()) {
        if (share < 0 || share > 100) {
          throw new IllegalArgumentException(
              "%d %% of the boxes is no share: use 0 to 100".formatted(share));
        }
      }
    }

    boolean reaches(BoxProfile box) {
      return !paused && box.bucket() < percent.getOrDefault(box.ring(), 0);
    }
  }

  public RolloutPlan {
    rollouts = List.copyOf(rollouts);
  }

  /** The release of each thing that a box shall have. */
  List<Rollout> chosenFor(BoxProfile box) {
    List<Rollout> chosen = new ArrayList<>();
    for (Rollout rollout : rollouts.reversed()) {
      Optional<Rollout> newer =
          chosen.stream().filter(c -> c.release.isOf(rollout.release)).findFirst();
      if (newer.isEmpty() && rollout.reaches(box)) {
        chosen.add(rollout);
      }
    }
    return chosen;
  }

  /** The plan in a document. */
  public static RolloutPlan read(byte[] bytes) {
    return Documents.read("the rollout plan", bytes, RolloutPlan::of);
  }

  private static RolloutPlan of(JsonNode node) {
    List<Rollout> rollouts = new ArrayList<>();
    for (JsonNode entry : node.path("rollouts")) {
      Map<Ring, Integer> percent = new EnumMap<>(Ring.class);
      for (Ring ring : Ring.values()) {
        percent.put(ring, entry.path("percent").path(ring.label()).asInt());
      }
      rollouts.add(
          new Rollout(
              name(entry),
              percent,
              entry.path("paused").asBoolean(),
              entry.path("back").asBoolean()));
    }
    return new RolloutPlan(rollouts);
  }

  /** The document of this plan. */
  public byte[] bytes() {
    ObjectNode node = Documents.JSON.createObjectNode();
    node.put("format", Documents.FORMAT);
    ArrayNode entries = node.putArray("rollouts");
    for (Rollout rollout : rollouts) {
      ObjectNode entry = entries.addObject();
      put(rollout.release, entry);
      ObjectNode percent = entry.putObject("percent");
      for (Ring ring : Ring.values()) {
        percent.put(ring.label(), rollout.percent.getOrDefault(ring, 0));
      }
      entry.put("paused", rollout.paused).put("back", rollout.back);
    }
    return Documents.bytes(node);
  }

  static ReleaseName name(JsonNode node) {
    return new ReleaseName(
        ReleaseName.Kind.of(node.path("kind").asText()),
        node.path("name").asText(),
        node.path("version").asText());
  }

  static void put(ReleaseName name, ObjectNode node) {
    node.put("kind", name.kind().label()).put("name", name.name()).put("version", name.version());
  }
}
