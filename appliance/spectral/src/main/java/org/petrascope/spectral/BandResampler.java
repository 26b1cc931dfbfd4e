package org.petrascope.spectral;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.petrascope.kernels.BandedMatrix;

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

  private final Wavelengths target;
  private final BandedMatrix weights;
  private final BitSet covered;

  private BandResampler(Wavelengths target, BandedMatrix weights, BitSet covered) {
    this.target = target;
    this.weights = weights;
    this.covered = covered;
  }

  /** Prepares the weights; target bands outside the source's range become NaN. */
  public static BandResampler between(Wavelengths source, Wavelengths target) {
    return between(source, target, new BitSet());
  }

  /** The same without the source's bad bands: the target is interpolated from those beside them. */
  public static BandResampler between(Wavelengths source, Wavelengths target, BitSet badBands) {
    int[] good = IntStream.range(0, source.count()).filter(band -> !badBands.get(band)).toArray();
    if (good.length == 0) {
      throw new SpectralException(
          "all %d bands are marked as bad: at least one must be good".formatted(source.count()));
    }
    Wavelengths used = source.subset(good);
    int[] first = new int[target.count()];
    double[][] rows = new double[target.count()][];
    BitSet covered = new BitSet();
    double[] row = new double[good.length];
    for (int band = 0; band < rows.length; band++) {
      Arrays.fill(row, 0);
      covered.set(band, addBand(used, target.centreNm(band), target.fwhmNm(band), row));
      first[band] = 0;
      rows[band] = new double[0];
      if (covered.get(band)) {
        int from = firstUsed(row);
        int to = lastUsed(row);
        first[band] = good[from];
        rows[band] = new double[good[to] - good[from] + 1];
        for (int i = from; i <= to; i++) {
          rows[band][good[i] - good[from]] = row[i];
        }
      }
    }
    return new BandResampler(target, new BandedMatrix(source.count(), first, rows), covered);
  }

  private static int firstUsed(double[] row) {
    int band = 0;
    while (row[band] == 0) {
      band++;
    }
    return band;
  }

  private static int lastUsed(double[] row) {
    int band = row.length - 1;
    while (row[band] == 0) {
      band--;
    }
    return band;
  }

  public Wavelengths target() {
    return target;
  }

  /** Whether the source reaches this target band. */
  public boolean covers(int band) {
    return covered.get(band);
  }

  /** One spectrum; a source band that holds NaN spreads to the target bands that use it. */
  public float[] resample(float[] spectrum) {
    float[] out = new float[target.count()];
    weights.apply(spectrum, 0, 1, out);
    return out;
  }

  // rows: [pixels][source bands]; out: [pixels][target bands]; NaN spreads as above.
  public void resample(float[] rows, int pixels, float[] out) {
    weights.apply(rows, 0, pixels, out);
  }

  /** The weights, target bands x source bands. */
  BandedMatrix weights() {
    return weights;
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
