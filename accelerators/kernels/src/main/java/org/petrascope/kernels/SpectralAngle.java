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
    double[] lengths = new double[RowTile.ROWS];
    for (int first = from; first < to; first += RowTile.ROWS) {
      int count = Math.min(RowTile.ROWS, to - first);
      tile.multiply(rows, first, count);
      double[] squares = tile.squares();
      for (int r = 0; r < count; r++) {
        lengths[r] = Math.sqrt(squares[r]);
      }
      for (int k = 0; k < references; k++) {
        double[] products = tile.products(k);
        for (int r = 0; r < count; r++) {
          angles[(first + r) * references + k] = (float) arcCosine(products[r] / lengths[r]);
        }
      }
    }
  }

  // arccos x = sqrt(1 - x) * polynomial(x) for 0 <= x <= 1, to 2e-8 (Abramowitz and Stegun 1964,
  // 4.4.46): below the resolution of the float that it becomes, relative near 0, and half the time
  // of
  // Math.acos.
  private static double arcCosine(double cosine) {
    double x = Math.min(1, Math.abs(cosine));
    double high = ((-0.0012624911 * x + 0.0066700901) * x - 0.0170881256) * x + 0.0308918810;
    double low = ((high * x - 0.0501743046) * x + 0.0889789874) * x - 0.2145988016;
    double angle = Math.sqrt(1 - x) * (low * x + 1.5707963050);
    return cosine < 0 ? Math.PI - angle : angle;
  }

  private static double length(float[] values, int offset, int count) {
    double sum = 0;
    for (int i = offset; i < offset + count; i++) {
      sum += (double) values[i] * values[i];
    }
    return sum > 0 ? Math.sqrt(sum) : Double.NaN;
  }
}
