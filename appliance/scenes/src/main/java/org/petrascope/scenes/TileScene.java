package org.petrascope.scenes;

import java.util.Arrays;
import java.util.List;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.Wavelengths;

/** A tile that fills the view, every pixel as its certificate says. Immutable. */
final class TileScene implements CoreScene {
  /** A tile lies at no depth; a summary needs one. */
  private static final double DEPTH_TO_M = 1;

  private final SceneOptions options;
  private final Panel tile;
  private final float[] reflectance;

  TileScene(SceneOptions options, Panel tile) {
    this.options = options;
    this.tile = tile;
    this.reflectance =
        tile.reflectance(
            Wavelengths.ofNanometres(options.bands().centresNm(), options.bands().fwhmsNm()));
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
    for (int band = 0; band < reflectance.length; band++) {
      Arrays.fill(bil, band * samples(), (band + 1) * samples(), reflectance[band]);
    }
  }

  @Override
  public SceneSummary summary() {
    return new SceneSummary(
        "tile",
        lines(),
        samples(),
        bands().bands(),
        BoxTemplate.whole(samples()),
        0,
        DEPTH_TO_M,
        false,
        List.of(),
        List.of("all of the view is " + tile.name()));
  }
}
