package org.petrascope.kernels;

/**
 * A matrix applied to many rows, with an offset of every output: products with a whole library at
 * once, linear models. Immutable; may be used by many threads.
 */
public final class DenseMatrix {
  private final int inputs;
  private final int outputs;
  private final double[] weights;
  private final double[] offsets;

  /** Takes weights {@code [outputs][inputs]}; the offsets are 0. */
  public DenseMatrix(double[] weights, int inputs) {
    this(weights, inputs, new double[weights.length / inputs]);
  }

  /** Takes weights {@code [outputs][inputs]} and offsets {@code [outputs]}. */
  public DenseMatrix(double[] weights, int inputs, double[] offsets) {
    this.inputs = Shape.requireBetween("inputs", inputs, 1, Integer.MAX_VALUE);
    this.outputs = weights.length / inputs;
    Shape.requireLength("weights", weights.length, (long) outputs * inputs);
    Shape.requireLength("offsets", offsets.length, outputs);
    this.weights = weights.clone();
    this.offsets = offsets.clone();
  }

  public int inputs() {
    return inputs;
  }

  public int outputs() {
    return outputs;
  }

  // out[row][o] = offsets[o] + sum over i of weights[o][i] * in[row][i]. in: [rows][inputs]; out:
  // [rows][outputs], another array; NaN throughout for a row with a NaN.
  public void apply(float[] in, int from, int to, float[] out) {
    Shape.requireRows("input rows", in.length, inputs, from, to);
    Shape.requireRows("output rows", out.length, outputs, from, to);
    RowTile tile = new RowTile(weights, inputs);
    for (int first = from; first < to; first += RowTile.ROWS) {
      int count = Math.min(RowTile.ROWS, to - first);
      tile.multiply(in, first, count);
      for (int k = 0; k < outputs; k++) {
        double[] products = tile.products(k);
        for (int r = 0; r < count; r++) {
          out[(first + r) * outputs + k] = (float) (products[r] + offsets[k]);
        }
      }
    }
  }
}
