package org.petrascope.kernels;

import java.util.Arrays;

/**
 * Products of a few neighbouring rows with a fixed set of vectors. It owns its scratch: one thread
 * uses it, for one batch.
 *
 * <p>A handful of bands of all rows of the tile is turned round to {@code [band][row]} and
 * multiplied with every vector before the next handful is read: the inner loop then runs along
 * rows, without a sum across lanes, which the compiler vectorises, and everything it touches stays
 * in the first cache.
 */
final class RowTile {
  static final int ROWS = 64;
  private static final int BANDS_AT_ONCE = 4;

  /** {@code [vectors][ROWS]}: product of each vector with each row; NaN where the row has a NaN. */
  final double[] products;

  /** {@code [ROWS]}: sum of squares of each row. */
  final double[] squares = new double[ROWS];

  private final double[] vectors;
  private final int bands;
  private final double[] turned = new double[BANDS_AT_ONCE * ROWS];

  /** Takes vectors as {@code [vectors][bands]}, which must not change. */
  RowTile(double[] vectors, int bands) {
    this.vectors = vectors;
    this.bands = bands;
    this.products = new double[vectors.length / bands * ROWS];
  }

  // products[v][r] = sum over b of vectors[v][b] * rows[first + r][b] for r < count, count <= ROWS.
  void multiply(float[] rows, int first, int count) {
    Arrays.fill(products, 0);
    Arrays.fill(squares, 0);
    for (int band = 0; band < bands; band += BANDS_AT_ONCE) {
      int chosen = Math.min(BANDS_AT_ONCE, bands - band);
      turn(rows, first * bands + band, count, chosen);
      addSquares(turned, squares);
      for (int v = 0; v * ROWS < products.length; v++) {
        int w = v * bands + band;
        double w1 = chosen > 1 ? vectors[w + 1] : 0;
        double w2 = chosen > 2 ? vectors[w + 2] : 0;
        double w3 = chosen > 3 ? vectors[w + 3] : 0;
        addProducts(turned, vectors[w], w1, w2, w3, products, v * ROWS);
      }
    }
  }

  private void turn(float[] rows, int offset, int count, int chosen) {
    if (chosen < BANDS_AT_ONCE) {
      Arrays.fill(turned, 0);
    }
    for (int r = 0; r < count; r++) {
      for (int b = 0; b < chosen; b++) {
        turned[b * ROWS + r] = rows[offset + r * bands + b];
      }
    }
  }

  private static void addSquares(double[] t, double[] squares) {
    for (int r = 0; r < ROWS; r++) {
      squares[r] +=
          t[r] * t[r]
              + t[r + ROWS] * t[r + ROWS]
              + (t[r + 2 * ROWS] * t[r + 2 * ROWS] + t[r + 3 * ROWS] * t[r + 3 * ROWS]);
    }
  }

  private static void addProducts(
      double[] t, double w0, double w1, double w2, double w3, double[] products, int offset) {
    for (int r = 0; r < ROWS; r++) {
      products[offset + r] +=
          w0 * t[r] + w1 * t[r + ROWS] + (w2 * t[r + 2 * ROWS] + w3 * t[r + 3 * ROWS]);
    }
  }
}
