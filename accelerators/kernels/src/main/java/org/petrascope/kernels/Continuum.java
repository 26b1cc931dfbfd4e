package org.petrascope.kernels;

import java.util.Arrays;

/**
 * The continuum of a spectrum: its upper convex hull over wavelength (Clark and Roush 1984,
 * doi:10.1029/JB089iB07p06329; monotone chain, Andrew 1979, doi:10.1016/0020-0190(79)90072-3).
 */
public final class Continuum {
  private Continuum() {}

  // out = row / hull(row), in (0, 1] for a spectrum above 0; NaN where the band is NaN or the hull
  // is not above 0. rows, out: [rows][bands], may be the same array; positions: rising, any unit,
  // [bands].
  public static void remove(float[] rows, double[] positions, int from, int to, float[] out) {
    int bands = positions.length;
    Shape.requireRows("rows", rows.length, bands, from, to);
    Shape.requireRows("continuum removed", out.length, bands, from, to);
    requireRising(positions);
    int[] knots = new int[bands];
    for (int row = from; row < to; row++) {
      int offset = row * bands;
      int count = knots(rows, offset, positions, knots);
      divide(rows, offset, positions, knots, count, out);
    }
  }

  // hull(row), NaN outside its first and last valid band. rows, out: [rows][bands], not the same
  // array; positions: rising, [bands].
  public static void hull(float[] rows, double[] positions, int from, int to, float[] out) {
    int bands = positions.length;
    Shape.requireRows("rows", rows.length, bands, from, to);
    Shape.requireRows("hull", out.length, bands, from, to);
    requireRising(positions);
    int[] knots = new int[bands];
    for (int row = from; row < to; row++) {
      int offset = row * bands;
      Arrays.fill(out, offset, offset + bands, Float.NaN);
      int count = knots(rows, offset, positions, knots);
      for (int k = 0; k < count; k++) {
        int left = knots[Math.max(0, k - 1)];
        for (int b = k == 0 ? left : left + 1; b <= knots[k]; b++) {
          out[offset + b] = (float) between(rows, offset, positions, left, knots[k], b);
        }
      }
    }
  }

  // The bands that carry the upper hull, rising; the result is how many. NaN bands are left out.
  // row: [bands] from offset; knots: [bands] or more.
  public static int knots(float[] rows, int offset, double[] positions, int[] knots) {
    int count = 0;
    for (int band = 0; band < positions.length; band++) {
      if (Float.isNaN(rows[offset + band])) {
        continue;
      }
      while (count > 1
          && !bendsDown(rows, offset, positions, knots[count - 2], knots[count - 1], band)) {
        count--;
      }
      knots[count++] = band;
    }
    return count;
  }

  private static boolean bendsDown(
      float[] rows, int offset, double[] positions, int a, int b, int c) {
    double start = rows[offset + a];
    return (rows[offset + b] - start) * (positions[c] - positions[a])
        > (rows[offset + c] - start) * (positions[b] - positions[a]);
  }

  private static void divide(
      float[] rows, int offset, double[] positions, int[] knots, int count, float[] out) {
    for (int b = 0; b < positions.length; b++) {
      out[offset + b] = Float.isNaN(rows[offset + b]) ? Float.NaN : rows[offset + b];
    }
    // Between two knots first, from the untouched ends; the knots themselves last.
    for (int k = 1; k < count; k++) {
      for (int b = knots[k - 1] + 1; b < knots[k]; b++) {
        double hull = between(rows, offset, positions, knots[k - 1], knots[k], b);
        out[offset + b] = hull > 0 ? (float) (rows[offset + b] / hull) : Float.NaN;
      }
    }
    for (int k = 0; k < count; k++) {
      out[offset + knots[k]] = rows[offset + knots[k]] > 0 ? 1 : Float.NaN;
    }
  }

  private static double between(
      float[] rows, int offset, double[] positions, int left, int right, int band) {
    if (left == right) {
      return rows[offset + left];
    }
    double share = (positions[band] - positions[left]) / (positions[right] - positions[left]);
    return rows[offset + left] + share * (rows[offset + right] - rows[offset + left]);
  }

  private static void requireRising(double[] positions) {
    for (int b = 1; b < positions.length; b++) {
      if (!(positions[b] > positions[b - 1])) {
        throw new IllegalArgumentException(
            "positions fall from %s to %s at band %d, they must rise from band to band"
                .formatted(positions[b - 1], positions[b], b));
      }
    }
  }
}
