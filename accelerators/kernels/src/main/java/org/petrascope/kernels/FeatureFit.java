package org.petrascope.kernels;

import java.util.Arrays;

/**
 * Fits reference absorption features to observed ones, both with their continuum removed (Clark et
 * al. 2003, doi:10.1029/2002JE001847, section 4.2). One additive constant is allowed, which changes
 * the contrast of the reference, so the fit is a straight line: observed = a + slope * reference.
 * Its slope is the strength of the feature in units of the reference, its correlation the quality
 * of the match. Holds the references around their means. Immutable; may be used by many threads.
 */
public final class FeatureFit {
  private final int bands;
  private final int references;

  /** {@code [1 + references][bands]}: ones, then reference - mean. */
  private final double[] vectors;

  private final double[] squares;

  /** Takes references {@code [references][bands]}; one with a NaN or without contrast gives NaN. */
  public FeatureFit(float[] references, int bands) {
    this.bands = Shape.requireBetween("bands", bands, 2, Integer.MAX_VALUE);
    this.references = references.length / bands;
    Shape.requireLength("references", references.length, (long) this.references * bands);
    this.vectors = new double[(1 + this.references) * bands];
    this.squares = new double[this.references];
    Arrays.fill(vectors, 0, bands, 1);
    for (int r = 0; r < this.references; r++) {
      double mean = mean(references, r * bands, bands);
      double sum = 0;
      for (int i = r * bands; i < (r + 1) * bands; i++) {
        double deviation = references[i] - mean;
        vectors[bands + i] = deviation;
        sum += deviation * deviation;
      }
      squares[r] = sum > 0 ? sum : Double.NaN;
    }
  }

  public int references() {
    return references;
  }

  // slope = S(ref, row) / S(ref, ref), correlation = S(ref, row) / sqrt(S(ref, ref) S(row, row)), S
  // the sums of products around the means. rows: [rows][bands]; slopes, correlations:
  // [rows][references]; NaN for a row with a NaN; a row without contrast has slope 0, correlation
  // NaN.
  public void fit(float[] rows, int from, int to, float[] slopes, float[] correlations) {
    Shape.requireRows("rows", rows.length, bands, from, to);
    Shape.requireRows("slopes", slopes.length, references, from, to);
    Shape.requireRows("correlations", correlations.length, references, from, to);
    RowTile tile = new RowTile(vectors, bands);
    for (int first = from; first < to; first += RowTile.ROWS) {
      int count = Math.min(RowTile.ROWS, to - first);
      tile.multiplyAndSquare(rows, first, count);
      for (int r = 0; r < count; r++) {
        double sum = tile.products(0)[r];
        double rowSquares = tile.squares()[r] - sum * sum / bands;
        // Below rounding of the two terms there is no contrast.
        double contrast = rowSquares > 1e-14 * tile.squares()[r] ? rowSquares : Double.NaN;
        int o = (first + r) * references;
        for (int k = 0; k < references; k++) {
          double product = tile.products(k + 1)[r];
          slopes[o + k] = (float) (product / squares[k]);
          correlations[o + k] = (float) (product / Math.sqrt(squares[k] * contrast));
        }
      }
    }
  }

  private static double mean(float[] values, int offset, int count) {
    double sum = 0;
    for (int i = offset; i < offset + count; i++) {
      sum += values[i];
    }
    return sum / count;
  }
}
