package org.petrascope.simulator;

import java.util.Arrays;
import org.petrascope.camera.BandTable;

/** A scene whose lines differ by brightness: line n of N reflects (n + 1) / (N + 1) everywhere. */
record TestScene(int lines, int samples, BandTable bands) implements Scene {
  static TestScene of(int lines, int samples, int bandCount) {
    return new TestScene(lines, samples, swir(bandCount));
  }

  static BandTable swir(int bandCount) {
    double[] centresNm = new double[bandCount];
    double[] fwhmsNm = new double[bandCount];
    for (int band = 0; band < bandCount; band++) {
      centresNm[band] = 1000 + 1500.0 * band / Math.max(1, bandCount - 1);
      fwhmsNm[band] = 8;
    }
    return new BandTable(centresNm, fwhmsNm);
  }

  float brightness(int line) {
    return (line + 1f) / (lines + 1f);
  }

  @Override
  public void reflectance(int line, float[] bil) {
    Arrays.fill(bil, brightness(line));
  }
}
