package org.petrascope.scenes;

import java.util.List;
import java.util.SplittableRandom;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.SampleRange;

/**
 * What lies open to the camera at every pixel of the box: wall, floor, wood or rock, and how bright
 * it is. A pure function of the place; immutable, so that the painter and the truth share it.
 */
final class BoxSurface {
  /** Share of a channel's width that the core fills. */
  private static final double CORE_WIDTH = 0.94;

  private static final double FLOOR_BRIGHTNESS = 0.55;
  private static final double CRACK_BRIGHTNESS = 0.45;
  private static final double CRACKS_A_LINE = 1 / 70.0;

  private record Crack(int row, double line, double dip, double half, boolean open) {}

  private final int lines;
  private final Tray tray;
  private final Geology geology;
  private final int trayMaterial;
  private final int wood;
  private final Crack[] cracks;
  private final ValueNoise relief;
  private final ValueNoise grains;
  private final double rowHalf;

  BoxSurface(SceneOptions options, List<ParametricMaterial> materials, SplittableRandom random) {
    lines = options.lines();
    tray = new Tray(lines, options.samples(), random.split());
    List<String> names = materials.stream().map(ParametricMaterial::name).toList();
    geology = new Geology((double) Tray.ROWS * lines, names, random.split());
    trayMaterial = names.indexOf(random.nextBoolean() ? "polyethylene" : "paint");
    wood = names.indexOf("wood");
    relief = new ValueNoise(random.nextLong());
    grains = new ValueNoise(random.nextLong());
    SampleRange first = tray.layout().rows().getFirst();
    rowHalf = (first.to() - first.from()) / 2.0;
    cracks = new Crack[(int) (Tray.ROWS * lines * CRACKS_A_LINE)];
    for (int crack = 0; crack < cracks.length; crack++) {
      cracks[crack] =
          new Crack(
              random.nextInt(Tray.ROWS),
              random.nextDouble(lines),
              random.nextDouble(-0.6, 0.6),
              random.nextDouble(0.5, 1.4),
              random.nextInt(4) == 0);
    }
  }

  BoxTemplate layout() {
    return tray.layout();
  }

  /** Fills in what the pixel shows. */
  void mix(int line, int sample, Mixture mixture) {
    int row = tray.rowAt(line, sample);
    if (row < 0) {
      mixture.fill(trayMaterial);
      mixture.lit(0.95 + 0.03 * grains.normal(line, sample), 1);
      return;
    }
    double across = tray.across(row, sample);
    if (tray.marker(row, line)) {
      mixWood(line, sample, across, mixture);
      return;
    }
    double edge = CORE_WIDTH + 0.02 * relief.at(line / 6.0, row + (across < 0 ? 0.5 : 40.5));
    double crack = crackAt(row, line, across * rowHalf);
    if (tray.lost(row, line) || Math.abs(across) > edge || crack == 0) {
      mixture.fill(trayMaterial);
      mixture.lit(FLOOR_BRIGHTNESS * (1 + 0.05 * grains.normal(line, sample)), 1);
      return;
    }
    geology.mix((double) row * lines + line, across * rowHalf, mixture);
    lightRock(line, sample, across / edge, crack, mixture);
  }

  private void mixWood(int line, int sample, double across, Mixture mixture) {
    double fibre = 0.08 * relief.at(line / 40.0, sample / 2.5);
    double shade = Math.abs(across) > CORE_WIDTH ? FLOOR_BRIGHTNESS : 1;
    mixture.fill(wood);
    mixture.lit(shade * (0.9 + fibre + 0.02 * grains.normal(line, sample)), 1);
  }

  // A round core: the light falls off towards its edges.
  private void lightRock(int line, int sample, double across, double crack, Mixture mixture) {
    double round = 0.4 + 0.6 * Math.sqrt(Math.max(0, 1 - across * across));
    double lump = 0.07 * relief.at(line / 9.0, sample / 9.0);
    double grain = 0.05 * grains.normal(line, sample);
    double size = grains.at(line / 2.5, sample / 2.5);
    int grainSize = size < -0.35 ? 0 : size > 0.35 ? 2 : 1;
    mixture.lit(round * crack * (1 + lump + grain), grainSize);
  }

  /** Brightness by cracks: 1 without, less in one, 0 where it gapes and the floor is seen. */
  private double crackAt(int row, int line, double across) {
    double wiggle = 2 * relief.at(line / 50.0 + 7, across / 8);
    for (Crack crack : cracks) {
      if (crack.row() == row
          && Math.abs(line - crack.line() - crack.dip() * across - wiggle) < crack.half()) {
        return crack.open() ? 0 : CRACK_BRIGHTNESS;
      }
    }
    return 1;
  }
}
