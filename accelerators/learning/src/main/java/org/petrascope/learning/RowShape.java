package org.petrascope.learning;

import java.util.Arrays;

/**
 * What the columns of a row are: the bands of one spectrum, or of a square patch of them as [line]
 * [sample][band]. Immutable.
 */
public final class RowShape {
  private final int side;
  private final double[] centresNm;

  /**
   * @param side lines and samples of a patch; 1 for a single spectrum
   * @param centresNm band centres, rising
   */
  public RowShape(int side, double... centresNm) {
    if (side < 1 || side % 2 == 0) {
      throw new IllegalArgumentException(
          "patch is %d pixels wide, it needs a middle: 1, 3, 5, ...".formatted(side));
    }
    if (centresNm.length == 0) {
      throw new IllegalArgumentException("a row has no bands, it needs one at least");
    }
    for (int band = 1; band < centresNm.length; band++) {
      if (!(centresNm[band] > centresNm[band - 1])) {
        throw new IllegalArgumentException(
            "band centres fall from %s to %s nm at band %d, they must rise"
                .formatted(centresNm[band - 1], centresNm[band], band + 1));
      }
    }
    this.side = side;
    this.centresNm = centresNm.clone();
  }

  public int side() {
    return side;
  }

  public int bands() {
    return centresNm.length;
  }

  /** Spectra of a row. */
  public int pixels() {
    return side * side;
  }

  public int columns() {
    return pixels() * bands();
  }

  public double centreNm(int band) {
    return centresNm[band];
  }

  /** A copy of the band centres. */
  public double[] centresNm() {
    return centresNm.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowShape s && side == s.side && Arrays.equals(centresNm, s.centresNm);
  }

  @Override
  public int hashCode() {
    return 31 * side + Arrays.hashCode(centresNm);
  }

  @Override
  public String toString() {
    String bands =
        "%d bands from %.1f to %.1f nm"
            .formatted(bands(), centresNm[0], centresNm[centresNm.length - 1]);
    return side == 1 ? bands : "patches of %d x %d pixels, %s".formatted(side, side, bands);
  }
}
