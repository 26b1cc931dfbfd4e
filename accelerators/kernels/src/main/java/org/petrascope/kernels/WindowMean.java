package org.petrascope.kernels;

/** Means over square windows of an image, whatever their size at the same cost. */
public final class WindowMean {
  private WindowMean() {}

  // Mean of the values that are not NaN within radius of every place, fewer at the edges; NaN where
  // there is none. plane and answer: [lines][samples].
  public static float[] of(float[] plane, int lines, int samples, int radius) {
    Shape.requireLength("plane", plane.length, (long) lines * samples);
    double[] columnSums = new double[samples];
    int[] columnCounts = new int[samples];
    float[] out = new float[plane.length];
    for (int line = -radius; line < lines; line++) {
      addLine(plane, line + radius, lines, columnSums, columnCounts, 1);
      addLine(plane, line - radius - 1, lines, columnSums, columnCounts, -1);
      if (line >= 0) {
        meanLine(columnSums, columnCounts, radius, out, line * samples);
      }
    }
    return out;
  }

  private static void addLine(
      float[] plane, int line, int lines, double[] sums, int[] counts, int sign) {
    if (line < 0 || line >= lines) {
      return;
    }
    int from = line * sums.length;
    for (int sample = 0; sample < sums.length; sample++) {
      float value = plane[from + sample];
      if (!Float.isNaN(value)) {
        sums[sample] += sign * (double) value;
        counts[sample] += sign;
      }
    }
  }

  private static void meanLine(double[] sums, int[] counts, int radius, float[] out, int from) {
    int samples = sums.length;
    double sum = 0;
    int count = 0;
    for (int sample = -radius; sample < samples; sample++) {
      int enters = sample + radius;
      int leaves = sample - radius - 1;
      if (enters < samples) {
        sum += sums[enters];
        count += counts[enters];
      }
      if (leaves >= 0) {
        sum -= sums[leaves];
        count -= counts[leaves];
      }
      if (sample >= 0) {
        out[from + sample] = count > 0 ? (float) (sum / count) : Float.NaN;
      }
    }
  }
}
