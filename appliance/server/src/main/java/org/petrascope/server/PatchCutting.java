package org.petrascope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.petrascope.laboratory.Composite;
import org.petrascope.laboratory.LaboratoryTable;
import org.petrascope.laboratory.Patch;
import org.petrascope.laboratory.PatchCutter;
import org.petrascope.laboratory.PatchDatabase;
import org.petrascope.laboratory.Region;
import org.petrascope.laboratory.RegionFile;
import org.petrascope.laboratory.RegionMeaning;
import org.petrascope.laboratory.RegionPlan;
import org.petrascope.laboratory.RegionShape;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.Wavelengths;

/**
 * Cuts patches out of a scan where regions lie, with what the laboratory measured there, and adds
 * them to a database. For one thread.
 */
final class PatchCutting {
  private final CuttingOrder order;
  private final CuttingScene scene;
  private final List<LaboratoryTable> tables;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Integer> patches = new TreeMap<>();

  PatchCutting(CuttingOrder order, CuttingScene scene, List<LaboratoryTable> tables) {
    this.order = order;
    this.scene = scene;
    this.tables = List.copyOf(tables);
    tables.forEach(table -> notes.addAll(table.notes()));
  }

  /** Adds the patches to a database, which is begun where there is none. */
  CuttingView into(Path database) {
    RegionPlan plan = RegionPlan.of(scene.geometry(), regions()).requireNoConflicts();
    notes.addAll(plan.notes());
    List<Composite> composites = Composite.of(scene.lines(), plan, scene.flags());
    boolean begun = begin(database, scene.lines().wavelengths());
    boolean done = false;
    try {
      PatchDatabase.append(database, sink -> cut(plan, composites, sink));
      done = true;
    } finally {
      if (begun && !done) {
        delete(database);
      }
    }
    noteRegionsWithout(plan);
    try (PatchDatabase grown = PatchDatabase.open(database)) {
      return new CuttingView(
          DatabaseView.of(order.database(), grown),
          patches.values().stream().mapToInt(Integer::intValue).sum(),
          patches,
          composites.stream().map(PatchCutting::view).toList(),
          notes);
    }
  }

  private List<Region> regions() {
    if (order.regions().isEmpty()) {
      return ofSamples();
    }
    RegionFile file = RegionFile.read(order.regions().get());
    if (!file.scan().isEmpty() && !file.scan().equals(scene.source().scan())) {
      throw unusable(
          "%s is of scan %s, and patches are cut from %s: take the regions that were drawn on it"
              .formatted(order.regions().get(), file.scan(), scene.source().scan()));
    }
    for (Region region : file.regions()) {
      if (region.shape() instanceof RegionShape.Stretch && !scene.depthKnown()) {
        throw unusable(
            "region %s is an interval of depth, and nobody states the depth of %s: give depth, or draw a polygon"
                .formatted(region.id(), scene.lines().name()));
      }
    }
    return file.regions();
  }

  private List<Region> ofSamples() {
    if (!scene.depthKnown() || scene.hole().isEmpty()) {
      throw unusable(
          "no regions are named, and hole or depth of %s is not known: give both, or a file of regions"
              .formatted(scene.lines().name()));
    }
    List<Region> found =
        tables.stream()
            .flatMap(table -> Region.ofSamples(table, scene.hole(), scene.geometry()).stream())
            .toList();
    if (found.isEmpty()) {
      throw unusable(
          "no sample of the tables lies in hole %s from %s to %s m: check hole, from and to of the samples"
              .formatted(
                  scene.hole(), scene.geometry().box().fromM(), scene.geometry().box().toM()));
    }
    return found;
  }

  private static boolean begin(Path database, Wavelengths wavelengths) {
    if (!Files.exists(database)) {
      PatchDatabase.create(database, wavelengths);
      return true;
    }
    try (PatchDatabase there = PatchDatabase.open(database)) {
      if (!there.wavelengths().equals(wavelengths)) {
        throw unusable(
            "the scan has %s, database %s has %s: begin another database for this sensor"
                .formatted(wavelengths, database.getFileName(), there.wavelengths()));
      }
    }
    return false;
  }

  private static void delete(Path database) {
    try {
      Files.deleteIfExists(database);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void cut(RegionPlan plan, List<Composite> composites, Consumer<Patch> sink) {
    PatchCutter cutter = new PatchCutter(scene.source(), scene.hole(), order.formation(), tables);
    PatchCutter.Scene cuttable = new PatchCutter.Scene(scene.lines(), plan, scene.flags());
    Consumer<Patch> counting =
        patch -> {
          sink.accept(patch);
          patches.merge(patch.about().region(), 1, Integer::sum);
        };
    if (order.mean()) {
      cutter.cutMeans(cuttable, composites, counting);
    } else {
      cutter.cut(cuttable, order.grid(), counting);
    }
    if (patches.isEmpty()) {
      throw unusable("nothing was added: " + without());
    }
  }

  private String without() {
    int side = order.grid().side();
    return order.mean()
        ? "the regions hold no usable pixel"
        : "no square of %d x %d usable pixels lies wholly in a region, take a smaller side"
            .formatted(side, side);
  }

  private void noteRegionsWithout(RegionPlan plan) {
    for (RegionPlan.Placed placed : plan.regions()) {
      if (placed.pixels().count() > 0 && !patches.containsKey(specimen(placed.region()))) {
        notes.add("region %s gives no patch".formatted(placed.region().id()));
      }
    }
  }

  /** What the patches of a region go by. */
  private static String specimen(Region region) {
    return switch (region.meaning()) {
      case RegionMeaning.Label _ -> region.id();
      case RegionMeaning.Sample sample -> sample.id();
    };
  }

  private static CuttingView.RegionView view(Composite composite) {
    Map<String, Long> leftOut = new LinkedHashMap<>();
    for (PixelFlag flag : PixelFlag.values()) {
      long count = composite.leftOut().getOrDefault(flag, 0L);
      if (count > 0) {
        leftOut.put(flag.label(), count);
      }
    }
    return new CuttingView.RegionView(composite.region().id(), composite.pixels(), leftOut);
  }

  private static ServerException unusable(String sentence) {
    return new ServerException(Kind.UNUSABLE, sentence);
  }
}
