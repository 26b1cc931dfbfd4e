package org.petrascope.kernels;

import java.util.Arrays;

/**
 * Products of a few neighbouring rows with a fixed set of vectors. It owns its scratch: one thread
 * uses it, for one batch.
 *
 * <p>The rows of the tile are read once in their order, as memory likes it. Then four bands of all
 * of them are turned round to {@code [band][row]} and multiplied with every vector before the next
 * four. The inner loop runs along rows without a sum across lanes, its arrays are separate objects
 * read and written from 0, and it is short, which is what the compiler needs to vectorise it; two
 * vectors at once share what is loaded. All of it stays in the first two caches.
 */
final class RowTile {
  static final int ROWS = 256;
  private static final int BANDS_AT_ONCE = 4;
  private static final int FLOATS_OF_A_CACHE_LINE = 16;

  private final int bands;

  /** {@code [vectors][bands, filled with zeros to whole fours]}. */
  private final double[][] vectors;

  private final double[][] products;
  private final double[] squares = new double[ROWS];
  private final double[] turned0 = new double[ROWS];
  private final double[] turned1 = new double[ROWS];
  private final double[] turned2 = new double[ROWS];
  private final double[] turned3 = new double[ROWS];

  /** Of no use but that the compiler may not leave the fetching out. */
  int fetched;

  /** Takes vectors {@code [vectors][bands]}. */
  RowTile(double[] vectors, int bands) {
    this.bands = bands;
    int padded = Math.ceilDiv(bands, BANDS_AT_ONCE) * BANDS_AT_ONCE;
    this.vectors = new double[vectors.length / bands][];
    for (int v = 0; v < this.vectors.length; v++) {
      this.vectors[v] =
          Arrays.copyOf(Arrays.copyOfRange(vectors, v * bands, (v + 1) * bands), padded);
    }
    this.products = new double[this.vectors.length][ROWS];
  }

  /** Products of a vector with the rows of the tile: [ROWS], NaN where the row has a NaN. */
  double[] products(int vector) {
    return products[vector];
  }

  /** Sums of squares of the rows of the tile, if they were asked for: [ROWS]. */
  double[] squares() {
    return squares;
  }

  // products[v][r] = sum over b of vectors[v][b] * rows[first + r][b] for r < count, count <= ROWS.
  void multiply(float[] rows, int first, int count) {
    multiply(rows, first, count, false);
  }

  // The same, and squares[r] = sum over b of rows[first + r][b]^2.
  void multiplyAndSquare(float[] rows, int first, int count) {
    multiply(rows, first, count, true);
  }

  private void multiply(float[] rows, int first, int count, boolean square) {
    for (double[] row : products) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(squares, 0);
    fetched = fetch(rows, first * bands, (first + count) * bands);
    for (int band = 0; band < bands; band += BANDS_AT_ONCE) {
      turn(rows, first * bands + band, count, Math.min(BANDS_AT_ONCE, bands - band));
      if (square) {
        addSquares(turned0, turned1, turned2, turned3, squares);
      }
      int v = 0;
      for (; v + 1 < vectors.length; v += 2) {
        addTwoProducts(v, band);
      }
      if (v < vectors.length) {
        addProducts(turned0, turned1, turned2, turned3, vectors[v], band, products[v]);
      }
    }
  }

  // One value of every cache line: turning walks down the rows, which no prefetcher follows.
  private static int fetch(float[] rows, int from, int to) {
    int bits = 0;
    for (int i = from; i < to; i += FLOATS_OF_A_CACHE_LINE) {
      bits |= Float.floatToRawIntBits(rows[i]);
    }
    return bits;
  }

  private void turn(float[] rows, int offset, int count, int chosen) {
    double[] t0 = turned0;
    double[] t1 = turned1;
    double[] t2 = turned2;
    double[] t3 = turned3;
    if (chosen < BANDS_AT_ONCE) {
      turnLast(rows, offset, count, chosen);
      return;
    }
    for (int r = 0; r < count; r++) {
      int o = offset + r * bands;
      t0[r] = rows[o];
      t1[r] = rows[o + 1];
      t2[r] = rows[o + 2];
      t3[r] = rows[o + 3];
    }
  }

  private void turnLast(float[] rows, int offset, int count, int chosen) {
    for (int r = 0; r < count; r++) {
      int o = offset + r * bands;
      turned0[r] = rows[o];
      turned1[r] = chosen > 1 ? rows[o + 1] : 0;
      turned2[r] = chosen > 2 ? rows[o + 2] : 0;
      turned3[r] = 0;
    }
  }

  private static void addSquares(
      double[] t0, double[] t1, double[] t2, double[] t3, double[] squares) {
    for (int r = 0; r < ROWS; r++) {
      squares[r] = t3[r] * t3[r] + (t2[r] * t2[r] + (t1[r] * t1[r] + (t0[r] * t0[r] + squares[r])));
    }
  }

  private static void addProducts(
      double[] t0,
      double[] t1,
      double[] t2,
      double[] t3,
      double[] vector,
      int band,
      double[] products) {
    double v0 = vector[band];
    double v1 = vector[band + 1];
    double v2 = vector[band + 2];
    double v3 = vector[band + 3];
    for (int r = 0; r < ROWS; r++) {
      products[r] = v3 * t3[r] + (v2 * t2[r] + (v1 * t1[r] + (v0 * t0[r] + products[r])));
    }
  }

  private void addTwoProducts(int vector, int band) {
    addTwoProducts(
        turned0,
        turned1,
        turned2,
        turned3,
        vectors[vector],
        vectors[vector + 1],
        band,
        products[vector],
        products[vector + 1]);
  }

  private static void addTwoProducts(
      double[] t0,
      double[] t1,
      double[] t2,
      double[] t3,
      double[] v,
      double[] w,
      int band,
      double[] vProducts,
      double[] wProducts) {
    double v0 = v[band];
    double v1 = v[band + 1];
    double v2 = v[band + 2];
    double v3 = v[band + 3];
    double w0 = w[band];
    double w1 = w[band + 1];
    double w2 = w[band + 2];
    double w3 = w[band + 3];
    for (int r = 0; r < ROWS; r++) {
      double a = t0[r];
      double b = t1[r];
      double c = t2[r];
      double d = t3[r];
      vProducts[r] = v3 * d + (v2 * c + (v1 * b + (v0 * a + vProducts[r])));
      wProducts[r] = w3 * d + (w2 * c + (w1 * b + (w0 * a + wProducts[r])));
    }
  }
}
