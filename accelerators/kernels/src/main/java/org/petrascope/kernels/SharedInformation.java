package org.petrascope.kernels;

import java.util.Arrays;

/**
 * How much two images of different cameras tell of each other at every trial shift, whatever the
 * contrast of either: the mutual information of normal variables, from their covariances.
 *
 * <p>An image is {@code [lines][samples][4]}: three values of local mean about zero, and 1 where
 * they are a measurement; where there is none all four are 0.
 */
public final class SharedInformation {
  /** Values of a pixel in memory. */
  public static final int STRIDE = 4;

  /** Values that tell something. */
  public static final int PLANES = 3;

  private static final int JOINT = 2 * PLANES;

  /** Share of a variance that counts as noise, so that planes without structure stay regular. */
  private static final double FLOOR = 1e-3;

  private static final double VARIANCE_MIN = 1e-9;

  private SharedInformation() {}

  /** An image in memory; the array is shared, not copied. */
  public static final class Image {
    private final float[] values;
    private final int lines;
    private final int samples;

    public Image(float[] values, int lines, int samples) {
      Shape.requireLength("image", values.length, (long) lines * samples * STRIDE);
      this.values = values;
      this.lines = lines;
      this.samples = samples;
    }

    /** [lines][samples][4]; to be read only. */
    public float[] values() {
      return values;
    }

    public int lines() {
      return lines;
    }

    public int samples() {
      return samples;
    }
  }

  /** Part of an image, to be found again within so many lines and samples of its place. */
  public record Tile(int line, int sample, int lines, int samples) {}

  // I = (ln det A + ln det B - ln det AB) / 2 in nats a pixel, A, B and AB the second moments of
  // the tile in a, of what lies over it in b, and of both together. out: [2 radiusLines + 1]
  // [2 radiusSamples + 1]; at d the tile's pixel x is compared with b at x + d. NaN where under
  // half
  // of the tile is a measurement in both.
  public static void surface(
      Image a, Image b, Tile tile, int radiusLines, int radiusSamples, double[] out) {
    int width = 2 * radiusSamples + 1;
    double[] moments = new double[JOINT * JOINT + 1];
    for (int dl = -radiusLines; dl <= radiusLines; dl++) {
      for (int ds = -radiusSamples; ds <= radiusSamples; ds++) {
        moments(a, b, tile, dl, ds, moments);
        double pixels = moments[JOINT * JOINT];
        boolean enough = 2 * pixels >= (double) tile.lines() * tile.samples();
        out[(dl + radiusLines) * width + ds + radiusSamples] =
            enough ? information(moments, pixels) : Double.NaN;
      }
    }
  }

  private static double information(double[] moments, double pixels) {
    double[] joint = new double[JOINT * JOINT];
    for (int i = 0; i < JOINT; i++) {
      for (int j = 0; j <= i; j++) {
        joint[i * JOINT + j] = moments[i * JOINT + j] / pixels;
      }
      joint[i * JOINT + i] = joint[i * JOINT + i] * (1 + FLOOR) + VARIANCE_MIN;
    }
    double[] second = new double[PLANES * PLANES];
    for (int i = 0; i < PLANES; i++) {
      System.arraycopy(joint, (PLANES + i) * JOINT + PLANES, second, i * PLANES, PLANES);
    }
    if (!PositiveDefinite.factor(joint, JOINT) || !PositiveDefinite.factor(second, PLANES)) {
      return 0;
    }
    // ln det AB less ln det A is what the factor's lower half holds.
    double both = PositiveDefinite.logDeterminant(joint, JOINT, JOINT);
    double first = PositiveDefinite.logDeterminant(joint, JOINT, PLANES);
    return (first + PositiveDefinite.logDeterminant(second, PLANES, PLANES) - both) / 2;
  }

  // Lower triangle of the sums of products over the pixels that both measured, and their number.
  private static void moments(Image a, Image b, Tile tile, int dl, int ds, double[] moments) {
    Arrays.fill(moments, 0);
    int lineFrom = Math.max(tile.line(), -dl);
    int lineTo = Math.min(tile.line() + tile.lines(), b.lines() - dl);
    int sampleFrom = Math.max(tile.sample(), -ds);
    int sampleTo = Math.min(tile.sample() + tile.samples(), b.samples() - ds);
    for (int line = lineFrom; line < lineTo; line++) {
      int first = (line * a.samples() + sampleFrom) * STRIDE;
      int second = ((line + dl) * b.samples() + sampleFrom + ds) * STRIDE;
      addLine(a.values(), first, b.values(), second, sampleTo - sampleFrom, moments);
    }
  }

  // The sums are written out so that they live in registers: several times as fast as loops.
  private static void addLine(
      float[] a, int aFrom, float[] b, int bFrom, int samples, double[] moments) {
    addOwn(a, aFrom, b, bFrom, samples, moments, 0);
    addOwn(b, bFrom, a, aFrom, samples, moments, PLANES);
    addCross(a, aFrom, b, bFrom, samples, moments);
  }

  // Products of an image's own planes where the other is measured too, and for the first image (at
  // 0) the number of such pixels.
  private static void addOwn(
      float[] own,
      int ownFrom,
      float[] other,
      int otherFrom,
      int samples,
      double[] moments,
      int at) {
    float n = 0;
    float s00 = 0;
    float s10 = 0;
    float s11 = 0;
    float s20 = 0;
    float s21 = 0;
    float s22 = 0;
    int j = otherFrom;
    for (int i = ownFrom; i < ownFrom + samples * STRIDE; i += STRIDE) {
      float both = own[i + 3] * other[j + 3];
      float p = own[i] * both;
      float q = own[i + 1] * both;
      float r = own[i + 2] * both;
      n += both;
      s00 += p * p;
      s10 += q * p;
      s11 += q * q;
      s20 += r * p;
      s21 += r * q;
      s22 += r * r;
      j += STRIDE;
    }
    add(moments, at, at, s00);
    add(moments, at + 1, at, s10, s11);
    add(moments, at + 2, at, s20, s21, s22);
    moments[JOINT * JOINT] += at == 0 ? n : 0;
  }

  // Products of the planes of one image with those of the other; no measurement is 0 in either.
  private static void addCross(
      float[] a, int aFrom, float[] b, int bFrom, int samples, double[] moments) {
    float c00 = 0;
    float c01 = 0;
    float c02 = 0;
    float c10 = 0;
    float c11 = 0;
    float c12 = 0;
    float c20 = 0;
    float c21 = 0;
    float c22 = 0;
    int j = bFrom;
    for (int i = aFrom; i < aFrom + samples * STRIDE; i += STRIDE) {
      c00 += b[j] * a[i];
      c01 += b[j] * a[i + 1];
      c02 += b[j] * a[i + 2];
      c10 += b[j + 1] * a[i];
      c11 += b[j + 1] * a[i + 1];
      c12 += b[j + 1] * a[i + 2];
      c20 += b[j + 2] * a[i];
      c21 += b[j + 2] * a[i + 1];
      c22 += b[j + 2] * a[i + 2];
      j += STRIDE;
    }
    add(moments, PLANES, 0, c00, c01, c02);
    add(moments, PLANES + 1, 0, c10, c11, c12);
    add(moments, PLANES + 2, 0, c20, c21, c22);
  }

  private static void add(double[] moments, int row, int from, float... sums) {
    for (int column = 0; column < sums.length; column++) {
      moments[row * JOINT + from + column] += sums[column];
    }
  }
}
