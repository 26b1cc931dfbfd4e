package org.petrascope.laboratory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.petrascope.formats.DurableFiles;
import org.petrascope.formats.Spelling;
import org.petrascope.laboratory.RegionShape.Vertex;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.SpectralException;

/**
 * The regions of one scan, as JSON on disk: {@code {"version": 1, "scan": ID, "regions": [{"id":
 * ID, "label": NAME | "sample": ID, "polygon": [[line, sample], ...] | "depth": [fromM, toM]}]}}.
 */
public record RegionFile(String scan, List<Region> regions) {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> FILE_KEYS = Set.of("version", "scan", "regions");
  private static final Set<String> REGION_KEYS =
      Set.of("id", "label", "sample", "polygon", "depth");

  public RegionFile {
    regions = List.copyOf(regions);
  }

  /** Reads a file of this version or an older one. */
  public static RegionFile read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new LaboratoryException(
          "cannot read regions %s (%s): check its name".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads the JSON itself.
   *
   * @param name what to call it in messages
   */
  public static RegionFile parse(String json, String name) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new LaboratoryException(
          "%s, line %d: it is not JSON (%s): write the regions again"
              .formatted(name, e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    }
    requireKeys(root, FILE_KEYS, name);
    int version = root.path("version").asInt(0);
    if (version < 1 || version > VERSION) {
      throw new LaboratoryException(
          "%s is of version %s, version %d is read: take the software that wrote it"
              .formatted(name, root.path("version"), VERSION));
    }
    List<Region> regions = new ArrayList<>();
    for (JsonNode node : root.path("regions")) {
      String where = "%s, region %d".formatted(name, regions.size() + 1);
      try {
        regions.add(region(node, where));
      } catch (SpectralException e) {
        throw new LaboratoryException("%s: %s".formatted(where, e.getMessage()), e);
      }
    }
    return new RegionFile(root.path("scan").asText(""), regions);
  }

  private static Region region(JsonNode node, String where) {
    requireKeys(node, REGION_KEYS, where);
    requireOne(node, "label", "sample", where);
    requireOne(node, "polygon", "depth", where);
    return new Region(
        node.path("id").asText(""),
        node.has("polygon")
            ? polygon(node.path("polygon"), where)
            : new RegionShape.Stretch(depth(node.path("depth"), where)),
        node.has("label")
            ? new RegionMeaning.Label(node.path("label").asText(""))
            : new RegionMeaning.Sample(node.path("sample").asText("")));
  }

  private static RegionShape.Polygon polygon(JsonNode points, String where) {
    List<Vertex> vertices = new ArrayList<>();
    for (JsonNode point : points) {
      double[] pair = pair(point, "a point of its polygon", where);
      vertices.add(new Vertex(pair[0], pair[1]));
    }
    return new RegionShape.Polygon(vertices);
  }

  private static DepthInterval depth(JsonNode node, String where) {
    double[] pair = pair(node, "its depth", where);
    return new DepthInterval(pair[0], pair[1]);
  }

  private static double[] pair(JsonNode node, String what, String where) {
    if (node.size() != 2 || !node.path(0).isNumber() || !node.path(1).isNumber()) {
      throw new LaboratoryException(
          "%s: %s is %s, two numbers are expected".formatted(where, what, node));
    }
    return new double[] {node.path(0).asDouble(), node.path(1).asDouble()};
  }

  private static void requireKeys(JsonNode node, Set<String> known, String where) {
    if (!node.isObject()) {
      throw new LaboratoryException("%s: a JSON object is expected".formatted(where));
    }
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw new LaboratoryException(
                    "%s: key \"%s\" is unknown: %s"
                        .formatted(
                            where,
                            key,
                            Spelling.suggestion(key, known.stream().sorted().toList())));
              }
            });
  }

  private static void requireOne(JsonNode node, String a, String b, String where) {
    if (node.has(a) == node.has(b)) {
      throw new LaboratoryException(
          "%s: it needs either \"%s\" or \"%s\", and has %s"
              .formatted(where, a, b, node.has(a) ? "both" : "neither"));
    }
  }

  /** The regions as JSON text. */
  public String format() {
    ObjectNode root = JSON.createObjectNode().put("version", VERSION).put("scan", scan);
    ArrayNode list = root.putArray("regions");
    for (Region region : regions) {
      ObjectNode node = list.addObject().put("id", region.id());
      switch (region.meaning()) {
        case RegionMeaning.Label label -> node.put("label", label.name());
        case RegionMeaning.Sample sample -> node.put("sample", sample.id());
      }
      switch (region.shape()) {
        case RegionShape.Polygon polygon -> {
          ArrayNode points = node.putArray("polygon");
          polygon.vertices().forEach(v -> points.addArray().add(v.line()).add(v.sample()));
        }
        case RegionShape.Stretch stretch ->
            node.putArray("depth").add(stretch.depth().fromM()).add(stretch.depth().toM());
      }
    }
    return root.toPrettyString();
  }

  /** Replaces the file, whole or not at all. */
  public void write(Path file) {
    DurableFiles.write(file, format().getBytes(StandardCharsets.UTF_8));
  }
}
