package org.petrascope.scenes;

import org.petrascope.camera.BandTable;

/** The camera that the tests look through: evenly spaced bands from 1000 to 2500 nm. */
final class TestCamera {
  private static final double FWHM_NM = 8;

  private TestCamera() {}

  static BandTable bands(int count) {
    double[] centres = new double[count];
    double[] fwhms = new double[count];
    for (int band = 0; band < count; band++) {
      centres[band] = 1000 + 1500.0 * band / (count - 1);
      fwhms[band] = FWHM_NM;
    }
    return new BandTable(centres, fwhms);
  }

  static int nearest(BandTable bands, double nm) {
    double[] centres = bands.centresNm();
    int best = 0;
    for (int band = 1; band < centres.length; band++) {
      best = Math.abs(centres[band] - nm) < Math.abs(centres[best] - nm) ? band : best;
    }
    return best;
  }
}
