package org.petrascope.spectral;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.petrascope.kernels.BandedMatrix;

/**
 * The absorption features of a spectrum as numbers that can be compared between sensors: apparent
 * absorbance at fixed wavelengths in the windows where minerals with OH, water, carbonate and
 * sulphate absorb, less a smooth background, plus its slope. Immutable.
 *
 * <p>Absorbance, -ln R, makes brightness a constant and intimate mixtures nearly additive. A
 * polynomial taken out of every window removes brightness, slope and broad absorption of other
 * origin. The slope sharpens what is left: overlapping bands part, noise stays bounded. The filter
 * is linear, so mixtures of absorbances stay mixtures of features, and equal on every sensor, so a
 * library in any sampling serves.
 */
final class DiagnosticWindows {
  /** Distance of the fixed wavelengths. */
  private static final double STEP_NM = 8;

  /** All spectra are brought to this resolution, that of the usual libraries and cameras. */
  private static final double FWHM_NM = 12;

  /** Weight of the background-free absorbance itself against its slope. */
  private static final double LEVEL = 0.5;

  /** Length by which the slope is multiplied. */
  private static final double SLOPE_NM = 24;

  /** Absorbance is not followed below this reflectance, where stray light and noise rule. */
  private static final float REFLECTANCE_MIN = 0.01f;

  /** A window of which a sensor sees less than this share is not used. */
  private static final double POINTS_MIN = 0.6;

  /** A sensor whose bands lie further apart shows no features. */
  private static final double SPACING_MAX_NM = 25;

  /**
   * One window.
   *
   * @param fromNm its first point; the others lie {@value #STEP_NM} nm apart, to its end
   * @param weight of its features; the overtones of OH and water near 1400 and 1750 nm depend on
   *     moisture and count less
   * @param background degree of the polynomial taken out
   */
  private record Window(double fromNm, double toNm, double weight, int background) {
    DoubleStream points() {
      return DoubleStream.iterate(fromNm, nm -> nm <= toNm, nm -> nm + STEP_NM);
    }
  }

  private static final List<Window> WINDOWS =
      List.of(
          new Window(1356, 1500, 0.6, 1),
          new Window(1684, 1820, 0.6, 1),
          new Window(2052, 2444, 1, 2));

  private final Wavelengths points;
  private final BandedMatrix fromSensor;
  private final BandedMatrix fromLibrary;
  private final BandedMatrix filter;

  private DiagnosticWindows(
      Wavelengths points, BandedMatrix fromSensor, BandedMatrix fromLibrary, BandedMatrix filter) {
    this.points = points;
    this.fromSensor = fromSensor;
    this.fromLibrary = fromLibrary;
    this.filter = filter;
  }

  /**
   * The windows that a sensor and a library both cover.
   *
   * @throws SpectralException when there is none
   */
  static DiagnosticWindows common(Wavelengths sensor, BitSet badBands, Wavelengths library) {
    Map<Window, double[]> seen = new LinkedHashMap<>();
    for (Window window : WINDOWS) {
      double[] points =
          window
              .points()
              .filter(nm -> near(nm, sensor, badBands) && near(nm, library, new BitSet()))
              .toArray();
      if (points.length >= POINTS_MIN * window.points().count()) {
        seen.put(window, points);
      }
    }
    if (seen.isEmpty()) {
      throw new SpectralException(
          "the sensor (%s) and the library (%s) share none of the windows where minerals are told apart (1356-1500, 1684-1820, 2052-2444 nm): use a camera that sees them"
              .formatted(sensor, library));
    }
    double[] centres = seen.values().stream().flatMapToDouble(Arrays::stream).toArray();
    double[] fwhms = new double[centres.length];
    Arrays.fill(fwhms, FWHM_NM);
    Wavelengths points = Wavelengths.ofNanometres(centres, fwhms);
    Arrays.setAll(fwhms, i -> Math.max(FWHM_NM, sensor.fwhmNm(sensor.nearest(centres[i]))));
    return new DiagnosticWindows(
        points,
        BandResampler.between(sensor, points, badBands).weights(),
        BandResampler.between(library, Wavelengths.ofNanometres(centres, fwhms)).weights(),
        filter(seen));
  }

  // Whether bands surround a wavelength closely enough to interpolate.
  private static boolean near(double nm, Wavelengths bands, BitSet bad) {
    double below = Double.NEGATIVE_INFINITY;
    for (int band = 0; band < bands.count(); band++) {
      double centre = bands.centreNm(band);
      if (bad.get(band)) {
        continue;
      }
      if (centre >= nm) {
        return centre - nm <= bands.fwhmNm(band) / 2 || centre - below <= SPACING_MAX_NM;
      }
      below = centre;
    }
    return nm - below <= bands.fwhmNm(bands.count() - 1) / 2;
  }

  // One block a window: weight x (level + slope) x (1 - background).
  private static BandedMatrix filter(Map<Window, double[]> seen) {
    int points = seen.values().stream().mapToInt(nm -> nm.length).sum();
    int[] first = new int[points];
    double[][] rows = new double[points][];
    int start = 0;
    for (Map.Entry<Window, double[]> window : seen.entrySet()) {
      double[] nm = window.getValue();
      double[][] residual = withoutBackground(nm, window.getKey().background());
      for (int i = 0; i < nm.length; i++) {
        first[start + i] = start;
        rows[start + i] = sharpened(nm, residual, i, window.getKey().weight());
      }
      start += nm.length;
    }
    return new BandedMatrix(points, first, rows);
  }

  private static double[] sharpened(double[] nm, double[][] residual, int point, double weight) {
    int before = Math.max(0, point - 1);
    int after = Math.min(residual.length - 1, point + 1);
    double perNm = SLOPE_NM / (nm[after] - nm[before]);
    double[] row = new double[residual.length];
    for (int i = 0; i < row.length; i++) {
      double slope = perNm * (residual[after][i] - residual[before][i]);
      row[i] = weight * (LEVEL * residual[point][i] + slope);
    }
    return row;
  }

  // Identity less the projection on polynomials up to a degree, orthonormal by Gram and Schmidt.
  private static double[][] withoutBackground(double[] nm, int degrees) {
    int n = nm.length;
    double[][] basis = new double[degrees + 1][n];
    for (int degree = 0; degree <= degrees; degree++) {
      for (int i = 0; i < n; i++) {
        basis[degree][i] = Math.pow(2 * (nm[i] - nm[0]) / (nm[n - 1] - nm[0]) - 1, degree);
      }
      for (int lower = 0; lower < degree; lower++) {
        subtract(basis[degree], dot(basis[degree], basis[lower]), basis[lower]);
      }
      double length = Math.sqrt(dot(basis[degree], basis[degree]));
      subtract(basis[degree], 1 - 1 / length, basis[degree].clone());
    }
    double[][] residual = new double[n][n];
    for (int i = 0; i < n; i++) {
      residual[i][i] = 1;
      for (double[] vector : basis) {
        subtract(residual[i], vector[i], vector);
      }
    }
    return residual;
  }

  private static void subtract(double[] from, double times, double[] vector) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= times * vector[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** How many numbers describe a spectrum. */
  int features() {
    return points.count();
  }

  /** Whether these windows show a mineral that needs those wavelengths. */
  boolean show(Mineral mineral) {
    return mineral.needs().stream().allMatch(this::reach);
  }

  // Features that begin or end outside the windows, as those of iron do, are not told apart here.
  private boolean reach(WavelengthRange range) {
    double middle = (range.fromNm() + range.toNm()) / 2;
    double away = Math.abs(points.centreNm(points.nearest(middle)) - middle);
    return range.fromNm() >= points.firstNm() - STEP_NM
        && range.toNm() <= points.lastNm() + STEP_NM
        && away <= STEP_NM + (range.toNm() - range.fromNm()) / 2;
  }

  /** The features of a library record given on the library's bands. */
  float[] ofRecord(Spectrum record) {
    float[] level = new float[features()];
    float[] out = new float[features()];
    fromLibrary.apply(record.values(), 0, 1, level);
    absorb(level, 0);
    filter.apply(level, 0, 1, out);
    return out;
  }

  // rows: [pixels][bands]; level (scratch), out: [pixels][features]; a band that holds NaN makes
  // NaN of its window.
  void ofPixels(float[] rows, int pixels, float[] level, float[] out) {
    fromSensor.apply(rows, 0, pixels, level);
    for (int pixel = 0; pixel < pixels; pixel++) {
      absorb(level, pixel * features());
    }
    filter.apply(level, 0, pixels, out);
  }

  private void absorb(float[] level, int offset) {
    for (int i = offset; i < offset + features(); i++) {
      level[i] = -(float) Math.log(Math.max(level[i], REFLECTANCE_MIN));
    }
  }
}
