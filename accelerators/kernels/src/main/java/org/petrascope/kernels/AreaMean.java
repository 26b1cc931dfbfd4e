package org.petrascope.kernels;

import java.util.Arrays;

/** Fewer, larger pixels by the mean over their area. */
public final class AreaMean {
  private AreaMean() {}

  // Along one axis: out[k][i][m] = mean of in[k][i factor .. (i + 1) factor][m], ends counted by
  // what lies inside; in: [outer][length][inner], out: [outer][outLength][inner], outLength factor
  // <= length, factor >= 1. NaN where a pixel that counts is NaN.
  public static void of(
      float[] in, int outer, int length, int inner, int outLength, double factor, float[] out) {
    Shape.requireLength("in", in.length, (long) outer * length * inner);
    Shape.requireLength("out", out.length, (long) outer * outLength * inner);
    for (int k = 0; k < outer; k++) {
      for (int i = 0; i < outLength; i++) {
        double from = i * factor;
        double to = Math.min(length, (i + 1) * factor);
        int target = (k * outLength + i) * inner;
        Arrays.fill(out, target, target + inner, 0);
        for (int j = (int) from; j < to; j++) {
          float share = (float) ((Math.min(to, j + 1) - Math.max(from, j)) / factor);
          int source = (k * length + j) * inner;
          for (int m = 0; m < inner; m++) {
            out[target + m] += share * in[source + m];
          }
        }
      }
    }
  }
}
