package org.petrascope.kernels;

/**
 * A matrix applied to many rows: products with a whole library at once. Immutable; may be used by
 * many threads.
 */
public final class DenseMatrix {
  private final int inputs;
  private final int outputs;
  private final double[] weights;

  /** Takes weights {@code [outputs][inputs]}. */
  public DenseMatrix(double[] weights, int inputs) {
    this.inputs = Shape.requireBetween("inputs", inputs, 1, Integer.MAX_VALUE);
    this.outputs = weights.length / inputs;
    Shape.requireLength("weights", weights.length, (long) outputs * inputs);
    this.weights = weights.clone();
  }

  public int inputs() {
    return inputs;
  }

  public int outputs() {
    return outputs;
  }

  // out[row][o] = sum over i of weights[o][i] * in[row][i]. in: [rows][inputs]; out:
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
          out[(first + r) * outputs + k] = (float) products[r];
        }
      }
    }
  }
}
