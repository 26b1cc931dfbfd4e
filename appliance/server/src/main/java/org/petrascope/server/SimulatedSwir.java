package org.petrascope.server;

import org.petrascope.camera.BandTable;
import org.petrascope.scenes.SceneOptions;

/** The camera that {@code petrascope simulate} is: 640 samples, 224 bands, 1000 to 2500 nm. */
final class SimulatedSwir {
  private static final int SAMPLES = 640;
  private static final int BANDS = 224;
  private static final double FIRST_NM = 1000;
  private static final double LAST_NM = 2500;
  private static final double FWHM_NM = 8;

  private SimulatedSwir() {}

  static SceneOptions options() {
    return shifted(0);
  }

  /** The same camera whose bands really lie so many nm further. */
  static SceneOptions shifted(double nm) {
    return SceneOptions.of(SAMPLES, bands().shifted(nm));
  }

  private static BandTable bands() {
    double[] centres = new double[BANDS];
    double[] widths = new double[BANDS];
    for (int band = 0; band < BANDS; band++) {
      centres[band] = FIRST_NM + band * (LAST_NM - FIRST_NM) / (BANDS - 1);
      widths[band] = FWHM_NM;
    }
    return new BandTable(centres, widths);
  }
}
