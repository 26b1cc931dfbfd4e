package org.petrascope.scenes;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.petrascope.camera.BandTable;
import org.petrascope.spectral.BoxTemplate;

/**
 * The built-in scene: a tray with four rows of core, painted from the parametric materials. Every
 * pixel is a linear mixture of known shares; all chance comes from the seed. {@link #reflectance}
 * is called by one thread, the rest is immutable.
 */
final class CoreBox implements CoreScene {
  /** Factors on the absorbances of fine, medium and coarse grains. */
  private static final double[] GRAIN_STRENGTHS = {0.8, 1.0, 1.2};

  private static final double LINE_PITCH_M = 0.001;
  private static final double DEPTH_FROM_M = 100;

  private final SceneOptions options;
  private final List<ParametricMaterial> materials;
  private final BoxSurface surface;
  private final float[][] palette;
  private final Mixture mixture = new Mixture();
  private final int[][] colours;
  private final float[][] weights;

  CoreBox(SceneOptions options) {
    this.options = options;
    materials = ParametricLibrary.builtIn().materials();
    surface = new BoxSurface(options, materials, new SplittableRandom(options.seed()));
    palette = palette(materials, options.bands());
    colours = new int[Mixture.PARTS][options.samples()];
    weights = new float[Mixture.PARTS][options.samples()];
  }

  // [band][material x grain]: a band's colours lie together, as the painting loop wants them.
  private static float[][] palette(List<ParametricMaterial> materials, BandTable bands) {
    int grains = GRAIN_STRENGTHS.length;
    float[][] palette = new float[bands.bands()][materials.size() * grains];
    for (int material = 0; material < materials.size(); material++) {
      for (int grain = 0; grain < grains; grain++) {
        float[] spectrum = materials.get(material).reflectance(bands, GRAIN_STRENGTHS[grain]);
        for (int band = 0; band < spectrum.length; band++) {
          palette[band][material * grains + grain] = spectrum[band];
        }
      }
    }
    return palette;
  }

  @Override
  public int lines() {
    return options.lines();
  }

  @Override
  public SceneOptions options() {
    return options;
  }

  @Override
  public void reflectance(int line, float[] bil) {
    int samples = options.samples();
    for (int sample = 0; sample < samples; sample++) {
      surface.mix(line, sample, mixture);
      for (int part = 0; part < Mixture.PARTS; part++) {
        colours[part][sample] = mixture.material(part) * GRAIN_STRENGTHS.length + mixture.grain();
        weights[part][sample] = (float) (mixture.share(part) * mixture.brightness());
      }
    }
    for (int band = 0; band < palette.length; band++) {
      paint(palette[band], bil, band * samples);
    }
  }

  private void paint(float[] colour, float[] bil, int offset) {
    int[] first = colours[0];
    int[] second = colours[1];
    int[] third = colours[2];
    for (int sample = 0; sample < first.length; sample++) {
      bil[offset + sample] =
          weights[0][sample] * colour[first[sample]]
              + weights[1][sample] * colour[second[sample]]
              + weights[2][sample] * colour[third[sample]];
    }
  }

  @Override
  public SceneSummary summary() {
    BoxTemplate layout = surface.layout();
    double lengthM = layout.rows().size() * options.lines() * LINE_PITCH_M;
    return new SceneSummary(
        "core box",
        options.lines(),
        options.samples(),
        options.bands().bands(),
        layout,
        DEPTH_FROM_M,
        DEPTH_FROM_M + lengthM,
        true,
        List.of(),
        List.of());
  }

  @Override
  public Optional<SceneTruth> truth() {
    return Optional.of(SceneTruth.of(options, materials, surface));
  }
}
