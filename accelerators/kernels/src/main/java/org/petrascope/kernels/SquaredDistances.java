package org.petrascope.kernels;

/**
 * Squared Euclidean distances of many rows from a fixed set of vectors. Immutable; may be used by
 * many threads.
 */
public final class SquaredDistances {
  private final int inputs;
  private final double[] vectors;
  private final double[] squares;

  /** Takes vectors {@code [vectors][inputs]}. */
  public SquaredDistances(double[] vectors, int inputs) {
    this.inputs = Shape.requireBetween("inputs", inputs, 1, Integer.MAX_VALUE);
    this.squares = new double[vectors.length / inputs];
    Shape.requireLength("vectors", vectors.length, (long) squares.length * inputs);
    this.vectors = vectors.clone();
    for (int i = 0; i < vectors.length; i++) {
      squares[i / inputs] += vectors[i] * vectors[i];
    }
  }

  public int inputs() {
    return inputs;
  }

  public int vectors() {
    return squares.length;
  }

  // out[row - from][v] = sum over i of (vectors[v][i] - in[row][i])^2, as the sum of squares less
  // twice the product, at least 0: rows near the origin keep their digits. in: [rows][inputs]; out:
  // [to - from][vectors]; NaN throughout for a row with a NaN.
  public void of(float[] in, int from, int to, double[] out) {
    Shape.requireRows("input rows", in.length, inputs, from, to);
    Shape.requireRows("distances", out.length, squares.length, 0, to - from);
    RowTile tile = new RowTile(vectors, inputs);
    for (int first = from; first < to; first += RowTile.ROWS) {
      int count = Math.min(RowTile.ROWS, to - first);
      tile.multiplyAndSquare(in, first, count);
      double[] rowSquares = tile.squares();
      for (int v = 0; v < squares.length; v++) {
        double[] products = tile.products(v);
        for (int r = 0; r < count; r++) {
          out[(first - from + r) * squares.length + v] =
              Math.max(0, rowSquares[r] + squares[v] - 2 * products[r]);
        }
      }
    }
  }
}
