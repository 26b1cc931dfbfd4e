package org.petrascope.kernels;

/**
 * Spectral angles between rows and references (Kruse et al. 1993,
 * doi:10.1016/0034-4257(93)90013-N). Holds the references at unit length. Immutable; may be used by
 * many threads.
 */
public final class SpectralAngle {
  private final int bands;
  private final int references;
  private final double[] units;

  /** Takes references {@code [references][bands]}; one with a NaN or without length gives NaN. */
  public SpectralAngle(float[] references, int bands) {
    this.bands = Shape.requireBetween("bands", bands, 1, Integer.MAX_VALUE);
    this.references = references.length / bands;
    Shape.requireLength("references", references.length, (long) this.references * bands);
    this.units = new double[references.length];
    for (int r = 0; r < this.references; r++) {
      double length = length(references, r * bands, bands);
      for (int i = r * bands; i < (r + 1) * bands; i++) {
        units[i] = references[i] / length;
      }
    }
  }

  public int references() {
    return references;
  }

  // angle = arccos(row . reference / |row| |reference|) in radians, 0 to pi. rows: [rows][bands];
  // angles: [rows][references]; NaN for a row with a NaN or without length.
  public void angles(float[] rows, int from, int to, float[] angles) {
    Shape.requireRows("rows", rows.length, bands, from, to);
    Shape.requireRows("angles", angles.length, references, from, to);
    RowTile tile = new RowTile(units, bands);
    double[] inverses = new double[RowTile.ROWS];
    double[] acute = new double[RowTile.ROWS];
    for (int first = from; first < to; first += RowTile.ROWS) {
      int count = Math.min(RowTile.ROWS, to - first);
      tile.multiplyAndSquare(rows, first, count);
      invertLengths(tile.squares(), inverses);
      for (int k = 0; k < references; k++) {
        double[] products = tile.products(k);
        acuteAngles(products, inverses, acute);
        for (int r = 0; r < count; r++) {
          double angle = products[r] < 0 ? Math.PI - acute[r] : acute[r];
          angles[(first + r) * references + k] = (float) angle;
        }
      }
    }
  }

  private static void invertLengths(double[] squares, double[] inverses) {
    for (int r = 0; r < RowTile.ROWS; r++) {
      inverses[r] = 1 / Math.sqrt(squares[r]);
    }
  }

  // arccos x = sqrt(1 - x) * polynomial(x) for 0 <= x <= 1, to 2e-8 (Abramowitz and Stegun 1964,
  // 4.4.46), less than a float resolves, and relative near 0. Rounding may carry x past 1 by as
  // little as it may leave it short. Free of branches, so that the compiler vectorises it.
  private static void acuteAngles(double[] products, double[] inverses, double[] acute) {
    for (int r = 0; r < RowTile.ROWS; r++) {
      double x = Math.abs(products[r] * inverses[r]);
      double high = ((-0.0012624911 * x + 0.0066700901) * x - 0.0170881256) * x + 0.0308918810;
      double low = ((high * x - 0.0501743046) * x + 0.0889789874) * x - 0.2145988016;
      acute[r] = Math.sqrt(Math.abs(1 - x)) * (low * x + 1.5707963050);
    }
  }

  private static double length(float[] values, int offset, int count) {
    double sum = 0;
    for (int i = offset; i < offset + count; i++) {
      sum += (double) values[i] * values[i];
    }
    return sum > 0 ? Math.sqrt(sum) : Double.NaN;
  }
}
