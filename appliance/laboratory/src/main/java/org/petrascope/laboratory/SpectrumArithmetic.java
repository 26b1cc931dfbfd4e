package org.petrascope.laboratory;

import java.util.random.RandomGenerator;

/** Arithmetic on single spectra that imitates sensors, lamps and mixtures. */
final class SpectrumArithmetic {
  /** Noise does not vanish in the dark. */
  private static final double SIGNAL_MIN = 0.01;

  /** Cosines of incidence (30 degrees) and emergence (0 degrees) of the light. */
  private static final double MU0 = Math.cos(Math.toRadians(30));

  private static final double MU = 1;

  private SpectrumArithmetic() {}

  // One spectrum. values: float32 [bands], in place: values *= factor.
  static void scale(float[] values, double factor) {
    for (int band = 0; band < values.length; band++) {
      values[band] *= (float) factor;
    }
  }

  // One spectrum. values: float32 [bands], in place: values *= 1 + amount x, x from -1 at the first
  // to 1 at the last of the centres [bands], in nm.
  static void tilt(float[] values, double[] centresNm, double amount) {
    int last = values.length - 1;
    double middle = (centresNm[0] + centresNm[last]) / 2;
    double half = Math.max((centresNm[last] - centresNm[0]) / 2, Double.MIN_NORMAL);
    for (int band = 0; band < values.length; band++) {
      values[band] *= (float) (1 + amount * (centresNm[band] - middle) / half);
    }
  }

  // One spectrum. values: float32 [bands], in place: values += g sqrt(max(values, 0.01)) / snr, g
  // standard normal; snr [1] or [bands] at a reflectance of one.
  static void noise(float[] values, double[] snr, RandomGenerator random) {
    for (int band = 0; band < values.length; band++) {
      double ratio = snr[snr.length == 1 ? 0 : band];
      double sigma = Math.sqrt(Math.max(values[band], SIGNAL_MIN)) / ratio;
      values[band] += (float) (sigma * random.nextGaussian());
    }
  }

  // One spectrum. values: float32 [bands] at centres [bands] in nm; out [bands]: the values at
  // centres + nm by a cubic through the neighbours (Catmull-Rom tangents for uneven spacing),
  // constant beyond the ends; NaN where a neighbour is.
  static void shift(float[] values, double[] centresNm, double nm, float[] out) {
    int last = values.length - 1;
    int left = 0;
    for (int band = 0; band <= last; band++) {
      double at = Math.clamp(centresNm[band] + nm, centresNm[0], centresNm[last]);
      while (left > 0 && centresNm[left] > at) {
        left--;
      }
      while (left < last - 1 && centresNm[left + 1] <= at) {
        left++;
      }
      out[band] = last == 0 ? values[0] : cubic(values, centresNm, left, at);
    }
  }

  private static float cubic(float[] values, double[] centres, int left, double at) {
    double width = centres[left + 1] - centres[left];
    double t = (at - centres[left]) / width;
    if (t == 0) {
      return values[left];
    }
    if (t == 1) {
      return values[left + 1];
    }
    double s = 1 - t;
    return (float)
        (values[left] * s * s * (1 + 2 * t)
            + values[left + 1] * t * t * (1 + 2 * s)
            + width
                * t
                * s
                * (s * slope(values, centres, left) - t * slope(values, centres, left + 1)));
  }

  private static double slope(float[] values, double[] centres, int band) {
    int before = Math.max(0, band - 1);
    int after = Math.min(values.length - 1, band + 1);
    return (values[after] - values[before]) / (centres[after] - centres[before]);
  }

  // One spectrum. a, b: float32 [bands]; a, in place: (1 - share) a + share b.
  static void mixLinear(float[] a, float[] b, double share) {
    for (int band = 0; band < a.length; band++) {
      a[band] = (float) ((1 - share) * a[band] + share * b[band]);
    }
  }

  // One spectrum. a, b: float32 [bands]; a, in place: the reflectance of the mean single-scattering
  // albedo, r((1 - share) w(a) + share w(b)). What lies outside [0, 1] is mixed linearly on top.
  static void mixIntimate(float[] a, float[] b, double share) {
    for (int band = 0; band < a.length; band++) {
      double inA = Math.clamp(a[band], 0.0, 1.0);
      double inB = Math.clamp(b[band], 0.0, 1.0);
      double mixed = reflectance((1 - share) * albedo(inA) + share * albedo(inB));
      double beyond = (1 - share) * (a[band] - inA) + share * (b[band] - inB);
      a[band] = (float) (mixed + beyond);
    }
  }

  // Reflectance relative to a perfect diffuser of a surface of isotropic scatterers without
  // opposition effect (Hapke 1981, doi:10.1029/JB086iB04p03039, with H(x) = (1 + 2x) / (1 + 2 x
  // g)):
  // r = (1 - g^2) / ((1 + 2 g mu0) (1 + 2 g mu)), g = sqrt(1 - w).
  static double reflectance(double albedo) {
    double g = Math.sqrt(Math.max(0, 1 - albedo));
    return (1 - g * g) / ((1 + 2 * g * MU0) * (1 + 2 * g * MU));
  }

  // The inverse: g is the root of (1 + 4 mu0 mu r) g^2 + 2 (mu0 + mu) r g + r - 1 = 0 in [0, 1].
  static double albedo(double reflectance) {
    double b = (MU0 + MU) * reflectance;
    double a = 1 + 4 * MU0 * MU * reflectance;
    double g = (Math.sqrt(b * b + a * (1 - reflectance)) - b) / a;
    return 1 - g * g;
  }
}
