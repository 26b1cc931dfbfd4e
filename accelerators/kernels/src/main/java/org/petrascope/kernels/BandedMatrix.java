package org.petrascope.kernels;

import java.util.Arrays;

/**
 * A matrix whose rows each use a few neighbouring inputs: resampling to other bands, smoothing and
 * derivatives. Immutable; may be used by many threads.
 */
public final class BandedMatrix {
  private final int inputs;
  private final int[] first;
  private final int[] start;
  private final double[] weights;

  /**
   * Makes the matrix: {@code out[o] = sum over k of weights[o][k] * in[first[o] + k]}.
   *
   * @param inputs bands of an input row
   * @param first first input band of each output band
   * @param weights weights of each output band; an empty one makes the band NaN
   */
  public BandedMatrix(int inputs, int[] first, double[][] weights) {
    Shape.requireLength("weights", weights.length, first.length);
    this.inputs = inputs;
    this.first = first.clone();
    this.start = new int[first.length + 1];
    for (int o = 0; o < first.length; o++) {
      Shape.requireRange("input row", inputs, first[o], weights[o].length);
      start[o + 1] = start[o] + weights[o].length;
    }
    this.weights = new double[start[first.length]];
    for (int o = 0; o < first.length; o++) {
      System.arraycopy(weights[o], 0, this.weights, start[o], weights[o].length);
    }
  }

  public int inputs() {
    return inputs;
  }

  public int outputs() {
    return first.length;
  }

  // in: [rows][inputs]; out: [rows][outputs], another array. A NaN input makes NaN of every output
  // that gives it a weight other than 0.
  public void apply(float[] in, int from, int to, float[] out) {
    Shape.requireRows("input rows", in.length, inputs, from, to);
    Shape.requireRows("output rows", out.length, first.length, from, to);
    for (int row = from; row < to; row++) {
      int o = row * first.length;
      for (int band = 0; band < first.length; band++) {
        out[o + band] = (float) dot(in, row * inputs + first[band], start[band], start[band + 1]);
      }
    }
  }

  private double dot(float[] in, int offset, int weightStart, int weightEnd) {
    double sum = weightEnd > weightStart ? 0 : Double.NaN;
    for (int k = weightStart; k < weightEnd; k++) {
      sum += weights[k] == 0 ? 0 : weights[k] * in[offset + k - weightStart];
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BandedMatrix that
        && inputs == that.inputs
        && Arrays.equals(first, that.first)
        && Arrays.equals(start, that.start)
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(first) + Arrays.hashCode(weights);
  }
}
