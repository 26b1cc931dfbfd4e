package org.petrascope.spectral;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Collectors;

/**
 * What a dark and a white reference tell of the detector: its bad pixels, and the signal-to-noise
 * ratio of every band. Immutable.
 */
public final class Detector {
  /** Bands under this signal-to-noise ratio are masked where nothing else is said. */
  public static final double SNR_MIN_DEFAULT = 50;

  /** From fewer lines nobody can tell a noisy pixel from a quiet one. */
  public static final int LINES_MIN = 20;

  /** Variance of rounding to whole DN: a pixel is never taken for quieter. */
  private static final double ROUNDING_VARIANCE = 1.0 / 12;

  private static final int UINT16_MAX = 0xffff;

  private final boolean examined;
  private final BadPixels badPixels;
  private final double[] snr;

  private Detector(boolean examined, BadPixels badPixels, double[] snr) {
    this.examined = examined;
    this.badPixels = badPixels;
    this.snr = snr;
  }

  /**
   * Of two references of the same size. Where one of them has too few lines, or its noise is not
   * known, the detector counts as faultless and {@link #examined()} says so.
   */
  public static Detector of(Reference dark, Reference white) {
    int samples = dark.samples();
    if (!tells(dark) || !tells(white)) {
      double[] unknown = new double[dark.bands()];
      Arrays.fill(unknown, Double.NaN);
      return new Detector(false, BadPixels.none(samples, dark.bands()), unknown);
    }
    int fullScale = dark.conditions().dnMax().orElse(UINT16_MAX);
    BadPixels bad = BadPixelSearch.find(dark, white, fullScale);
    return new Detector(true, bad, snr(dark, white, bad));
  }

  private static boolean tells(Reference reference) {
    return reference.linesAveraged() >= LINES_MIN && reference.noiseBil().isPresent();
  }

  /**
   * Signal over noise of every band half way from dark to white, median of the good samples: {@code
   * (white - dark) / 2} over {@code sqrt((dark noise^2 + white noise^2) / 2)}, as the variance of
   * read and shot noise grows with the signal along a straight line.
   */
  private static double[] snr(Reference dark, Reference white, BadPixels bad) {
    float[] darkNoise = dark.noiseBil().orElseThrow();
    float[] whiteNoise = white.noiseBil().orElseThrow();
    double[] snr = new double[dark.bands()];
    double[] ofSamples = new double[dark.samples()];
    for (int band = 0; band < snr.length; band++) {
      int count = 0;
      for (int sample = 0; sample < ofSamples.length; sample++) {
        int i = band * ofSamples.length + sample;
        if (!bad.bad(i)) {
          double variance =
              ((double) darkNoise[i] * darkNoise[i] + (double) whiteNoise[i] * whiteNoise[i]) / 2;
          double light = (double) white.bil()[i] - dark.bil()[i];
          ofSamples[count++] = light / 2 / Math.sqrt(Math.max(variance, ROUNDING_VARIANCE));
        }
      }
      Arrays.sort(ofSamples, 0, count);
      snr[band] = count == 0 ? 0 : ofSamples[count / 2];
    }
    return snr;
  }

  /** Whether the references could tell anything: enough lines, and their noise. */
  public boolean examined() {
    return examined;
  }

  public BadPixels badPixels() {
    return badPixels;
  }

  /** Signal over noise of a band half way from dark to white; NaN where it was not examined. */
  public double snr(int band) {
    return snr[band];
  }

  /** Bands of a lower signal-to-noise ratio. */
  public BitSet bandsUnder(double snrMin) {
    BitSet under = new BitSet();
    for (int band = 0; band < snr.length; band++) {
      under.set(band, snr[band] < snrMin);
    }
    return under;
  }

  /** What was found, in a sentence without a full stop. */
  public String sentence(Wavelengths sensor, double snrMin) {
    if (!examined) {
      return "the detector was not examined: references of at least %d lines tell its bad pixels"
          .formatted(LINES_MIN);
    }
    BitSet under = bandsUnder(snrMin);
    if (under.isEmpty()) {
      return badPixels.sentence();
    }
    return "%s; %d bands have a signal-to-noise ratio under %.0f and are masked: %s nm"
        .formatted(
            badPixels.sentence(),
            under.cardinality(),
            snrMin,
            under.stream()
                .mapToObj(band -> "%.0f".formatted(sensor.centreNm(band)))
                .collect(Collectors.joining(", ")));
  }
}
