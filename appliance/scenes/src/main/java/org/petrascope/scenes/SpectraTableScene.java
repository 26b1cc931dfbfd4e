package org.petrascope.scenes;

import java.util.ArrayList;
import java.util.List;
import org.petrascope.spectral.BoxTemplate;

/**
 * Measured spectra laid out as core: each becomes a stretch of lines across all samples, in the
 * order of depth, with the brightness of rock. {@link #reflectance} is called by one thread, the
 * rest is immutable.
 */
final class SpectraTableScene implements CoreScene {
  private final SceneOptions options;
  private final DepthPlan plan;
  private final float[][] spectra;
  private final RockTexture texture;
  private final float[] brightness;
  private final List<String> notes;

  /**
   * @param spectra one row a spectrum of the table, one value a band of the camera, all finite
   */
  SpectraTableScene(SceneOptions options, DepthPlan plan, float[][] spectra, List<String> notes) {
    this.options = options;
    this.plan = plan;
    this.spectra = plan.order().stream().map(i -> spectra[i]).toArray(float[][]::new);
    texture = new RockTexture(options.seed(), options.samples());
    brightness = new float[options.samples()];
    this.notes = new ArrayList<>(notes);
    this.notes.addAll(plan.notes());
  }

  @Override
  public int lines() {
    return plan.lines();
  }

  @Override
  public SceneOptions options() {
    return options;
  }

  @Override
  public void reflectance(int line, float[] bil) {
    float[] spectrum = spectra[stretchAt(line)];
    texture.line(line, brightness);
    for (int band = 0; band < spectrum.length; band++) {
      float value = spectrum[band];
      int offset = band * brightness.length;
      for (int sample = 0; sample < brightness.length; sample++) {
        bil[offset + sample] = value * brightness[sample];
      }
    }
  }

  private int stretchAt(int line) {
    int from = 0;
    int to = plan.stretches().size() - 1;
    while (from < to) {
      int middle = (from + to) / 2;
      if (line < plan.stretches().get(middle).toLine()) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  @Override
  public SceneSummary summary() {
    return new SceneSummary(
        "spectra table",
        lines(),
        samples(),
        bands().bands(),
        BoxTemplate.whole(samples()),
        plan.stretches().getFirst().depthFromM(),
        plan.stretches().getLast().depthToM(),
        false,
        plan.stretches(),
        notes);
  }
}
