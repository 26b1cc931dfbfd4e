package org.petrascope.camera;

import java.util.Arrays;

/** Centre and full width at half maximum of every band, in nm, in the order of the frame's rows. */
public final class BandTable {
  private final double[] centresNm;
  private final double[] fwhmsNm;

  /** Copies both arrays; they must be of the same, non-zero length. */
  public BandTable(double[] centresNm, double[] fwhmsNm) {
    if (centresNm.length == 0 || centresNm.length != fwhmsNm.length) {
      throw new IllegalArgumentException(
          "band table has %d centres and %d widths: both must be equal and not zero"
              .formatted(centresNm.length, fwhmsNm.length));
    }
    this.centresNm = centresNm.clone();
    this.fwhmsNm = fwhmsNm.clone();
  }

  public int bands() {
    return centresNm.length;
  }

  /** A copy of the band centres in nm. */
  public double[] centresNm() {
    return centresNm.clone();
  }

  /** A copy of the band widths in nm. */
  public double[] fwhmsNm() {
    return fwhmsNm.clone();
  }

  /** So many bands from this one on, counted from 0. */
  public BandTable part(int first, int count) {
    return new BandTable(
        Arrays.copyOfRange(centresNm, first, first + count),
        Arrays.copyOfRange(fwhmsNm, first, first + count));
  }

  /** The same bands, every centre so many nm further. */
  public BandTable shifted(double nm) {
    return new BandTable(Arrays.stream(centresNm).map(centre -> centre + nm).toArray(), fwhmsNm);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BandTable table
        && Arrays.equals(centresNm, table.centresNm)
        && Arrays.equals(fwhmsNm, table.fwhmsNm);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(centresNm) + Arrays.hashCode(fwhmsNm);
  }

  @Override
  public String toString() {
    return "%d bands, %.1f to %.1f nm"
        .formatted(bands(), centresNm[0], centresNm[centresNm.length - 1]);
  }
}
