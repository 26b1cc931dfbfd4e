package org.petrascope.spectral;

import java.util.Arrays;

/**
 * Turns spectra of one sensor into those that another would have measured. Every target band is a
 * weighted sum of source bands: the source is interpolated by a cubic through its bands and then
 * averaged under a Gaussian as wide as the target is wider than the source (variances add; see
 * Milton et al. 2011, doi:10.1117/1.3662866 on convolution with FWHM). A target narrower than the
 * source is interpolated only: resolution that was never measured is not invented. Immutable.
 */
public final class BandResampler {
  private static final double FWHM_PER_SIGMA = 2 * Math.sqrt(2 * Math.log(2));

  /** The Gaussian ends here, in sigmas, and is scaled to a sum of one. */
  private static final double REACH_SIGMAS = 3;

  /** Points at which the interpolated source is averaged, a sigma. */
  private static final int NODES_PER_SIGMA = 4;

  private final int sourceBands;
  private final int[] first;
  private final float[][] weights;

  private BandResampler(int sourceBands, int[] first, float[][] weights) {
    this.sourceBands = sourceBands;
    this.first = first;
    this.weights = weights;
  }

  /** Prepares the weights; target bands outside the source's range become NaN. */
  public static BandResampler between(Wavelengths source, Wavelengths target) {
    int bands = target.count();
    int[] first = new int[bands];
    float[][] weights = new float[bands][];
    double[] row = new double[source.count()];
    for (int band = 0; band < bands; band++) {
      Arrays.fill(row, 0);
      boolean covered = addBand(source, target.centreNm(band), target.fwhmNm(band), row);
      int from = 0;
      int to = row.length;
      while (from < to && row[from] == 0) {
        from++;
      }
      while (to > from && row[to - 1] == 0) {
        to--;
      }
      first[band] = from;
      weights[band] = new float[covered ? to - from : 0];
      for (int i = 0; i < weights[band].length; i++) {
        weights[band][i] = (float) row[from + i];
      }
    }
    return new BandResampler(source.count(), first, weights);
  }

  public int sourceBands() {
    return sourceBands;
  }

  public int targetBands() {
    return first.length;
  }

  /** Whether the source reaches this target band. */
  public boolean covers(int band) {
    return weights[band].length > 0;
  }

  /** One spectrum; a source band that holds NaN spreads to the target bands that use it. */
  public float[] resample(float[] spectrum) {
    float[] out = new float[targetBands()];
    resample(spectrum, 0, out, 0);
    return out;
  }

  // out[b] = sum over i of weights[b][i] * in[first[b] + i]; [source bands] to [target bands].
  void resample(float[] in, int inOffset, float[] out, int outOffset) {
    for (int band = 0; band < first.length; band++) {
      float[] row = weights[band];
      int from = inOffset + first[band];
      float sum = row.length == 0 ? Float.NaN : 0;
      for (int i = 0; i < row.length; i++) {
        sum += row[i] * in[from + i];
      }
      out[outOffset + band] = sum;
    }
  }

  private static boolean addBand(Wavelengths source, double centre, double fwhm, double[] row) {
    double half = source.fwhmNm(source.nearest(centre)) / 2;
    if (centre < source.firstNm() - half || centre > source.lastNm() + half) {
      return false;
    }
    double sourceFwhm = source.fwhmNm(source.nearest(centre));
    double sigma = Math.sqrt(Math.max(0, fwhm * fwhm - sourceFwhm * sourceFwhm)) / FWHM_PER_SIGMA;
    int nodes = (int) (REACH_SIGMAS * NODES_PER_SIGMA);
    if (sigma * NODES_PER_SIGMA < 0.1) {
      addPoint(source, centre, 1, row);
      return true;
    }
    double sum = 0;
    for (int node = -nodes; node <= nodes; node++) {
      double away = (double) node / NODES_PER_SIGMA;
      double weight = Math.exp(-away * away / 2);
      addPoint(source, centre + away * sigma, weight, row);
      sum += weight;
    }
    for (int i = 0; i < row.length; i++) {
      row[i] /= sum;
    }
    return true;
  }

  // Cubic Hermite interpolation with tangents of the non-uniform Catmull-Rom kind; constant
  // beyond the ends.
  private static void addPoint(Wavelengths source, double nm, double weight, double[] row) {
    int last = source.count() - 1;
    if (last == 0 || nm <= source.firstNm()) {
      row[0] += weight;
      return;
    }
    if (nm >= source.lastNm()) {
      row[last] += weight;
      return;
    }
    int left = source.nearest(nm);
    if (source.centreNm(left) > nm) {
      left--;
    }
    double width = source.centreNm(left + 1) - source.centreNm(left);
    double t = (nm - source.centreNm(left)) / width;
    double s = 1 - t;
    row[left] += weight * s * s * (1 + 2 * t);
    row[left + 1] += weight * t * t * (1 + 2 * s);
    addTangent(source, left, weight * t * s * s * width, row);
    addTangent(source, left + 1, -weight * t * t * s * width, row);
  }

  private static void addTangent(Wavelengths source, int band, double weight, double[] row) {
    int before = Math.max(0, band - 1);
    int after = Math.min(source.count() - 1, band + 1);
    double perNm = weight / (source.centreNm(after) - source.centreNm(before));
    row[after] += perNm;
    row[before] -= perNm;
  }
}
