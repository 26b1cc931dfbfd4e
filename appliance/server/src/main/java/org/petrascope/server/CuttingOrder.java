package org.petrascope.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.petrascope.laboratory.AssayMethod;
import org.petrascope.laboratory.PatchCutter;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.SampleRange;

/**
 * Patches as a person orders them: out of which scan, where, and what is known of them.
 *
 * @param database name of the database that they are added to
 * @param regions file of regions; where there is none, the intervals of the laboratory's samples
 * @param mean whether each region gives its mean spectrum instead of patches
 * @param formation where the laboratory names none; empty when unknown
 */
record CuttingOrder(
    String database,
    Scene scene,
    Optional<Path> regions,
    List<Table> tables,
    PatchCutter.Grid grid,
    boolean mean,
    String formation) {
  private static final Range SIDES = new Range(1, 65);
  private static final Range STRIDES = new Range(1, 1_000_000);
  private static final int SIDE_DEFAULT = 5;

  CuttingOrder {
    tables = List.copyOf(tables);
  }

  /** What is cut. */
  sealed interface Scene {}

  /** A finished scan of this appliance. */
  record Stored(String scan) implements Scene {}

  /**
   * A reflectance cube in the inbox.
   *
   * @param name what the patches' scan is called
   * @param hole empty when unknown
   * @param depth of the whole cube; empty when unknown
   * @param rows of core in it; one over all samples when there are none
   */
  record Cube(
      Path file, String name, String hole, Optional<DepthInterval> depth, List<SampleRange> rows)
      implements Scene {
    Cube {
      rows = List.copyOf(rows);
    }
  }

  /** A laboratory's table in the inbox. */
  record Table(Path file, AssayMethod method) {
    static Table read(Section body, Inbox inbox) {
      AssayMethod method = body.requiredChoice("method", AssayLabels::method, AssayMethod.XRD);
      String file = body.requiredText("file");
      body.refuseUnknownKeys();
      return new Table(file.isEmpty() ? inbox.folder() : inbox.require(file), method);
    }
  }

  static CuttingOrder read(Section body, Inbox inbox) {
    int side = body.integer("side", SIDES, SIDE_DEFAULT);
    if (side % 2 == 0) {
      body.problem("side", "is %d: a patch needs a middle, so 1, 3, 5, ...".formatted(side));
    }
    List<Table> tables = new ArrayList<>();
    body.sections("tables").forEach(table -> tables.add(Table.read(table, inbox)));
    Optional<Path> regions = body.texts("regions").stream().findFirst().map(inbox::require);
    if (regions.isEmpty() && tables.isEmpty()) {
      body.problem("regions", "is missing: name a file in the inbox, or tables with depths");
    }
    return new CuttingOrder(
        body.requiredText("database"),
        scene(body, inbox),
        regions,
        tables,
        new PatchCutter.Grid(side, body.integer("stride", STRIDES, side)),
        body.flag("mean"),
        body.text("formation", ""));
  }

  private static Scene scene(Section body, Inbox inbox) {
    String scan = body.text("scan", "");
    if (body.has("cube") != scan.isEmpty()) {
      body.problem("scan", "or cube must be named, one of the two");
    }
    return body.has("cube") ? cube(body.section("cube"), inbox) : new Stored(scan);
  }

  private static Cube cube(Section body, Inbox inbox) {
    String file = body.requiredText("file");
    List<Double> depth = body.numbers("depth");
    if (depth.size() != 2 && !depth.isEmpty()) {
      body.problem("depth", "is %s: expected [from, to] in metres".formatted(depth));
    }
    Cube cube =
        new Cube(
            file.isEmpty() ? inbox.folder() : inbox.require(file),
            body.text("name", file),
            body.text("hole", ""),
            depth.size() == 2
                ? Optional.of(new DepthInterval(depth.getFirst(), depth.getLast()))
                : Optional.empty(),
            body.ranges("rows"));
    body.refuseUnknownKeys();
    return cube;
  }
}
