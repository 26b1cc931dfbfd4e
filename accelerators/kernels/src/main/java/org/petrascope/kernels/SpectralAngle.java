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
    for (int first = from; first < to; first += RowTile.ROWS) {
      int count = Math.min(RowTile.ROWS, to - first);
      tile.multiply(rows, first, count);
      for (int r = 0; r < count; r++) {
        double inverse = 1 / Math.sqrt(tile.squares[r]);
        int o = (first + r) * references;
        for (int k = 0; k < references; k++) {
          angles[o + k] = (float) arcCosine(tile.products[k * RowTile.ROWS + r] * inverse);
        }
      }
    }
  }

  private static double arcCosine(double cosine) {
    return Math.acos(Math.clamp(cosine, -1, 1));
  }

  private static double length(float[] values, int offset, int count) {
    double sum = 0;
    for (int i = offset; i < offset + count; i++) {
      sum += (double) values[i] * values[i];
    }
    return sum > 0 ? Math.sqrt(sum) : Double.NaN;
  }
}
