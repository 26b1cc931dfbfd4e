package org.petrascope.scenes;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.EnviLayout;
import org.petrascope.formats.EnviType;
import org.petrascope.formats.EnviWriter;
import org.petrascope.formats.Interleave;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.MineralGroup;

/**
 * What is really in every pixel of a scene. Groups are those of the dominant share; NOTAROK is
 * tray, divider and wood. Not safe for several threads at once.
 */
public final class SceneTruth {
  private final int lines;
  private final int samples;
  private final List<ParametricMaterial> materials;
  private final BoxSurface surface;
  private final byte[] dominants;
  private final Mixture mixture = new Mixture();

  private SceneTruth(SceneOptions options, List<ParametricMaterial> materials, BoxSurface surface) {
    lines = options.lines();
    samples = options.samples();
    this.materials = materials;
    this.surface = surface;
    dominants = new byte[lines * samples];
  }

  static SceneTruth of(
      SceneOptions options, List<ParametricMaterial> materials, BoxSurface surface) {
    SceneTruth truth = new SceneTruth(options, materials, surface);
    for (int line = 0; line < truth.lines; line++) {
      for (int sample = 0; sample < truth.samples; sample++) {
        truth.dominants[line * truth.samples + sample] = truth.dominant(line, sample);
      }
    }
    return truth;
  }

  // The material of the group that covers most; one of its members stands for the group.
  private byte dominant(int line, int sample) {
    surface.mix(line, sample, mixture);
    int best = 0;
    double most = -1;
    for (int part = 0; part < Mixture.PARTS; part++) {
      double share = 0;
      for (int other = 0; other < Mixture.PARTS; other++) {
        share += groupOf(other) == groupOf(part) ? mixture.share(other) : 0;
      }
      if (share > most) {
        most = share;
        best = mixture.material(part);
      }
    }
    return (byte) best;
  }

  private MineralGroup groupOf(int part) {
    return materials.get(mixture.material(part)).group();
  }

  public int lines() {
    return lines;
  }

  public int samples() {
    return samples;
  }

  /** The group that covers most of the pixel. */
  public MineralGroup group(int line, int sample) {
    return materials.get(dominants[line * samples + sample]).group();
  }

  /** Whether the pixel shows rock, not tray or wood. */
  public boolean rock(int line, int sample) {
    return group(line, sample).rock();
  }

  /** Share of area of every material in the pixel, the largest first; they sum to 1. */
  public Map<String, Double> fractions(int line, int sample) {
    surface.mix(line, sample, mixture);
    Map<String, Double> byName = new TreeMap<>();
    for (int part = 0; part < Mixture.PARTS; part++) {
      if (mixture.share(part) > 0) {
        byName.merge(
            materials.get(mixture.material(part)).name(), mixture.share(part), Double::sum);
      }
    }
    Map<String, Double> ordered = new LinkedHashMap<>();
    byName.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    return ordered;
  }

  /**
   * Writes the groups as an ENVI classification of one byte a pixel, with TSG's colours.
   *
   * @param headerFile the header's name, ending in .hdr
   */
  public void writeClassMap(Path headerFile) {
    List<MineralGroup> classes = List.of(MineralGroup.values());
    List<String> names = classes.stream().map(MineralGroup::label).toList();
    int[] colours = classes.stream().mapToInt(MineralGroup::rgb).toArray();
    CubeShape shape = new CubeShape(lines, samples, 1);
    EnviHeader header =
        EnviHeader.of(EnviLayout.of(shape, Interleave.BIP, EnviType.UINT8))
            .withDescription("What is really in every pixel of the scene")
            .withClasses(names, colours);
    int[] codes = new int[samples];
    try (EnviWriter writer = EnviWriter.create(headerFile, header)) {
      for (int line = 0; line < lines; line++) {
        for (int sample = 0; sample < samples; sample++) {
          codes[sample] = classes.indexOf(group(line, sample));
        }
        writer.append(codes, 1);
      }
      writer.commit();
    }
  }
}
