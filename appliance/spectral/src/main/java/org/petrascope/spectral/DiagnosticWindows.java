package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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

  /** A window with fewer usable points than this share is not used. */
  private static final double NODES_MIN = 0.8;

  /** A sensor whose bands lie further apart shows no features. */
  private static final double SPACING_MAX_NM = 25;

  /** Share of a spectrum's points that may be missing and are bridged. */
  private static final double BRIDGED_MAX = 0.1;

  /**
   * One window.
   *
   * @param firstNm its first point
   * @param points how many, {@value #STEP_NM} nm apart
   * @param weight of its features; the overtones of OH and water near 1400 and 1750 nm depend on
   *     moisture and count less
   * @param background degree of the polynomial taken out
   */
  private record Window(double firstNm, int points, double weight, int background) {
    double nm(int point) {
      return firstNm + point * STEP_NM;
    }
  }

  private static final List<Window> WINDOWS =
      List.of(
          new Window(1356, 19, 0.6, 1), new Window(1684, 18, 0.6, 1), new Window(2052, 50, 1, 2));

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
    List<Window> windows = new ArrayList<>();
    for (Window window : WINDOWS) {
      Window seen = seen(window, sensor, badBands, library);
      if (seen.points() >= NODES_MIN * window.points()) {
        windows.add(seen);
      }
    }
    if (windows.isEmpty()) {
      throw new SpectralException(
          "the sensor (%s) and the library (%s) share none of the windows where minerals are told apart (1356-1500, 1684-1820, 2052-2444 nm): use a camera that sees them"
              .formatted(sensor, library));
    }
    double[] centres =
        windows.stream()
            .flatMapToDouble(
                window ->
                    java.util.stream.IntStream.range(0, window.points()).mapToDouble(window::nm))
            .toArray();
    double[] fwhms = new double[centres.length];
    Arrays.fill(fwhms, FWHM_NM);
    Wavelengths points = Wavelengths.ofNanometres(centres, fwhms);
    double[] sensorFwhms = new double[centres.length];
    Arrays.setAll(sensorFwhms, i -> Math.max(FWHM_NM, sensor.fwhmNm(sensor.nearest(centres[i]))));
    return new DiagnosticWindows(
        points,
        BandResampler.between(sensor, points, badBands).weights(),
        BandResampler.between(library, Wavelengths.ofNanometres(centres, sensorFwhms)).weights(),
        filter(windows));
  }

  // The part of a window that good bands of the sensor and bands of the library surround.
  private static Window seen(
      Window window, Wavelengths sensor, BitSet badBands, Wavelengths library) {
    int first = 0;
    int last = window.points() - 1;
    while (first <= last && !near(window.nm(first), sensor, badBands, library)) {
      first++;
    }
    while (last >= first && !near(window.nm(last), sensor, badBands, library)) {
      last--;
    }
    for (int point = first; point <= last; point++) {
      if (!near(window.nm(point), sensor, badBands, library)) {
        return new Window(window.firstNm(), 0, window.weight(), window.background());
      }
    }
    return new Window(window.nm(first), last - first + 1, window.weight(), window.background());
  }

  private static boolean near(double nm, Wavelengths sensor, BitSet badBands, Wavelengths library) {
    return near(nm, sensor, badBands) && near(nm, library, new BitSet());
  }

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
  private static BandedMatrix filter(List<Window> windows) {
    int points = windows.stream().mapToInt(Window::points).sum();
    int[] first = new int[points];
    double[][] rows = new double[points][];
    int start = 0;
    for (Window window : windows) {
      double[][] residual = withoutBackground(window);
      for (int i = 0; i < window.points(); i++) {
        first[start + i] = start;
        rows[start + i] = sharpened(residual, i, window.weight());
      }
      start += window.points();
    }
    return new BandedMatrix(points, first, rows);
  }

  private static double[] sharpened(double[][] residual, int point, double weight) {
    int before = Math.max(0, point - 1);
    int after = Math.min(residual.length - 1, point + 1);
    double perNm = SLOPE_NM / ((after - before) * STEP_NM);
    double[] row = new double[residual.length];
    for (int i = 0; i < row.length; i++) {
      double slope = perNm * (residual[after][i] - residual[before][i]);
      row[i] = weight * (LEVEL * residual[point][i] + slope);
    }
    return row;
  }

  // Identity less the projection on polynomials up to the background's degree.
  private static double[][] withoutBackground(Window window) {
    int n = window.points();
    double[][] basis = new double[window.background() + 1][n];
    for (int degree = 0; degree < basis.length; degree++) {
      for (int i = 0; i < n; i++) {
        basis[degree][i] = Math.pow(2.0 * i / (n - 1) - 1, degree);
      }
      for (int lower = 0; lower < degree; lower++) {
        double share = dot(basis[degree], basis[lower]);
        for (int i = 0; i < n; i++) {
          basis[degree][i] -= share * basis[lower][i];
        }
      }
      double length = Math.sqrt(dot(basis[degree], basis[degree]));
      for (int i = 0; i < n; i++) {
        basis[degree][i] /= length;
      }
    }
    double[][] residual = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        residual[i][j] = i == j ? 1 : 0;
        for (double[] vector : basis) {
          residual[i][j] -= vector[i] * vector[j];
        }
      }
    }
    return residual;
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

  private boolean reach(WavelengthRange range) {
    double middle = (range.fromNm() + range.toNm()) / 2;
    return Math.abs(points.centreNm(points.nearest(middle)) - middle)
        <= STEP_NM + (range.toNm() - range.fromNm()) / 2;
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

  // rows: [pixels][bands]; level (scratch), out: [pixels][features]; a pixel that misses too many
  // bands becomes NaN throughout.
  void ofPixels(float[] rows, int pixels, float[] level, float[] out) {
    fromSensor.apply(rows, 0, pixels, level);
    for (int pixel = 0; pixel < pixels; pixel++) {
      absorb(level, pixel * features());
    }
    filter.apply(level, 0, pixels, out);
  }

  private void absorb(float[] level, int offset) {
    int missing = 0;
    for (int i = offset; i < offset + features(); i++) {
      missing += Float.isNaN(level[i]) ? 1 : 0;
    }
    if (missing > 0) {
      bridge(level, offset, missing);
    }
    for (int i = offset; i < offset + features(); i++) {
      level[i] = -(float) Math.log(Math.max(level[i], REFLECTANCE_MIN));
    }
  }

  private void bridge(float[] level, int offset, int missing) {
    int end = offset + features();
    if (missing > BRIDGED_MAX * features()) {
      Arrays.fill(level, offset, end, Float.NaN);
      return;
    }
    float[] bridged = RecordQuality.bridged(Arrays.copyOfRange(level, offset, end));
    for (int i = 1; i < bridged.length; i++) {
      bridged[i] = Float.isNaN(bridged[i]) ? bridged[i - 1] : bridged[i];
    }
    for (int i = bridged.length - 2; i >= 0; i--) {
      bridged[i] = Float.isNaN(bridged[i]) ? bridged[i + 1] : bridged[i];
    }
    System.arraycopy(bridged, 0, level, offset, bridged.length);
  }
}
