package org.petrascope.spectral;

import org.petrascope.kernels.WindowMean;

/** Structure between the noise of single pixels and shading over many. */
final class BandPass {
  private static final int FINE = 1;
  private static final int COARSE = 8;

  private BandPass() {}

  /** The mean over few pixels less the mean over many; NaN where the plane is. */
  static float[] of(float[] plane, int lines, int samples) {
    float[] fine = WindowMean.of(plane, lines, samples, FINE);
    float[] coarse = WindowMean.of(plane, lines, samples, COARSE);
    for (int at = 0; at < plane.length; at++) {
      fine[at] = Float.isNaN(plane[at]) ? Float.NaN : fine[at] - coarse[at];
    }
    return fine;
  }
}
