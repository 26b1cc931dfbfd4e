package org.petrascope.kernels;

import java.util.Arrays;

/**
 * Rows as mixtures of endmembers: {@code min |A x - b|^2} with {@code x >= 0} and, for FCLS, {@code
 * sum x = 1} (Heinz and Chang 2001, doi:10.1109/36.911111). Exact: the equality is kept by
 * elimination, not by a heavy row, and the answer meets the conditions of Karush, Kuhn and Tucker.
 *
 * <p>The endmembers are factored once, {@code A = Q R}; each row is then a problem of the size of
 * the number of endmembers, {@code min |R x - Q'b|^2}, as well conditioned as A itself (normal
 * equations would square its condition). Immutable; may be used by many threads.
 */
public final class ConstrainedLeastSquares {
  private final int bands;
  private final int endmembers;
  private final boolean sumToOne;

  /** {@code [endmembers][bands]}: the orthonormal columns of Q; zero where A lacks rank. */
  private final double[] basis;

  /** {@code [endmembers][endmembers]}: the columns of R. */
  private final double[] reduced;

  private ConstrainedLeastSquares(float[] endmembers, int bands, boolean sumToOne) {
    this.bands = Shape.requireBetween("bands", bands, 1, Integer.MAX_VALUE);
    this.endmembers =
        Shape.requireBetween("endmembers", endmembers.length / bands, 1, Integer.MAX_VALUE);
    Shape.requireLength("endmembers", endmembers.length, (long) this.endmembers * bands);
    requireFinite(endmembers, bands);
    this.sumToOne = sumToOne;
    this.basis = new double[endmembers.length];
    this.reduced = new double[this.endmembers * this.endmembers];
    for (int i = 0; i < endmembers.length; i++) {
      basis[i] = endmembers[i];
    }
    for (int e = 0; e < this.endmembers; e++) {
      Orthogonal.append(basis, bands, e, reduced, this.endmembers);
    }
  }

  /** Fully constrained: fractions that are not negative and sum to one. [endmembers][bands]. */
  public static ConstrainedLeastSquares fullyConstrained(float[] endmembers, int bands) {
    return new ConstrainedLeastSquares(endmembers, bands, true);
  }

  /** Amounts that are not negative (NNLS). [endmembers][bands]. */
  public static ConstrainedLeastSquares nonNegative(float[] endmembers, int bands) {
    return new ConstrainedLeastSquares(endmembers, bands, false);
  }

  public int endmembers() {
    return endmembers;
  }

  // x of each row. rows: [rows][bands]; abundances: [rows][endmembers]; rms: sqrt(|A x - b|^2 /
  // bands), [rows], in units of the rows. NaN for a row that is not finite throughout.
  public void solve(float[] rows, int from, int to, float[] abundances, float[] rms) {
    Shape.requireRows("rows", rows.length, bands, from, to);
    Shape.requireRows("abundances", abundances.length, endmembers, from, to);
    Shape.requireRows("rms", rms.length, 1, from, to);
    RowTile tile = new RowTile(basis, bands);
    ActiveSet problem = new ActiveSet(reduced, endmembers, sumToOne);
    double[] target = new double[endmembers];
    for (int first = from; first < to; first += RowTile.ROWS) {
      int count = Math.min(RowTile.ROWS, to - first);
      tile.multiplyAndSquare(rows, first, count);
      for (int r = 0; r < count; r++) {
        int o = (first + r) * endmembers;
        if (!Double.isFinite(tile.squares()[r])) {
          Arrays.fill(abundances, o, o + endmembers, Float.NaN);
          rms[first + r] = Float.NaN;
          continue;
        }
        for (int e = 0; e < endmembers; e++) {
          target[e] = tile.products(e)[r];
        }
        double inside = problem.solve(target);
        double outside =
            Math.max(0, tile.squares()[r] - Orthogonal.dot(target, 0, target, 0, endmembers));
        rms[first + r] = (float) Math.sqrt((inside + outside) / bands);
        for (int e = 0; e < endmembers; e++) {
          abundances[o + e] = (float) problem.solution(e);
        }
      }
    }
  }

  private static void requireFinite(float[] endmembers, int bands) {
    for (int i = 0; i < endmembers.length; i++) {
      if (!Float.isFinite(endmembers[i])) {
        throw new IllegalArgumentException(
            "endmember %d is %s at band %d; leave that band out of endmembers and rows"
                .formatted(i / bands, endmembers[i], i % bands));
      }
    }
  }
}
