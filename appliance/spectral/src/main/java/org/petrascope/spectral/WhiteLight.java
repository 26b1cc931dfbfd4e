package org.petrascope.spectral;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The light of a white reference above its dark: its spectrum, how it is distributed along the
 * line, and what is left of both where a spectrum differs from sample to sample. Medians keep bad
 * pixels out. Immutable.
 */
public final class WhiteLight {
  /** Bands of less than this share of the brightest band's light are not compared. */
  private static final double COMPARED_MIN = 0.05;

  /** Samples of a stretch whose spectrum is compared with the others', and at most so many. */
  private static final int STRETCH_MIN = 12;

  private static final int STRETCHES_MAX = 16;

  /** Bands on either side over which a ratio is smoothed: the fixed pattern is no texture. */
  private static final int SMOOTHING = 2;

  private static final int UINT16_MAX = 0xffff;

  private final int samples;
  private final float[] lightDn;
  private final float[] spectrumDn;
  private final float[] profile;
  private final double fullScaleMs;

  private WhiteLight(int samples, float[] lightDn, double fullScaleMs) {
    this.samples = samples;
    this.lightDn = lightDn;
    this.fullScaleMs = fullScaleMs;
    this.spectrumDn = new float[lightDn.length / samples];
    for (int band = 0; band < spectrumDn.length; band++) {
      spectrumDn[band] = median(Arrays.copyOfRange(lightDn, band * samples, (band + 1) * samples));
    }
    this.profile = new float[samples];
    for (int sample = 0; sample < samples; sample++) {
      profile[sample] = median(relative(sample));
    }
  }

  /** Of two references of the same size. */
  public static WhiteLight of(Reference white, Reference dark) {
    float[] light = new float[white.bil().length];
    for (int i = 0; i < light.length; i++) {
      light[i] = white.bil()[i] - dark.bil()[i];
    }
    AcquisitionConditions how = white.conditions();
    double fullScale = how.dnMax().orElse(UINT16_MAX);
    return new WhiteLight(white.samples(), light, fullScale * how.exposureMs().orElse(1));
  }

  /** Light of a sample over that of its band, in the brighter half of the bands. */
  private float[] relative(int sample) {
    double bright = median(spectrumDn);
    float[] relative = new float[spectrumDn.length];
    int count = 0;
    for (int band = 0; band < relative.length; band++) {
      if (spectrumDn[band] >= bright) {
        relative[count++] = lightDn[band * samples + sample] / spectrumDn[band];
      }
    }
    return Arrays.copyOf(relative, count);
  }

  /** Light of a bright band in DN: a quarter of the bands has more. */
  public double brightDn() {
    float[] sorted = spectrumDn.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length * 3 / 4];
  }

  /** Light along the line over its median, in the brighter half of the bands; a copy. */
  public float[] profile() {
    return profile.clone();
  }

  /** What it tells of the lamp. */
  public LampLight lamp() {
    double sum = 0;
    double shorter = 0;
    for (int band = 0; band < spectrumDn.length; band++) {
      sum += spectrumDn[band];
      shorter += band < spectrumDn.length / 2 ? spectrumDn[band] : 0;
    }
    return new LampLight(brightDn() / fullScaleMs, shorter / sum);
  }

  /**
   * How much the spectrum differs between stretches of the line, as the largest root mean square
   * over bands of their ratios to the median spectrum; slow changes over the spectrum, as lens and
   * grating make them, are taken out. A panel has little, core much.
   */
  public double texture() {
    int stretches = Math.clamp(samples / STRETCH_MIN, 1, STRETCHES_MAX);
    double largest = 0;
    for (int stretch = 0; stretch < stretches; stretch++) {
      int from = samples * stretch / stretches;
      int to = samples * (stretch + 1) / stretches;
      double[] ratio = new double[spectrumDn.length];
      for (int band = 0; band < ratio.length; band++) {
        int first = band * samples;
        float[] part = Arrays.copyOfRange(lightDn, first + from, first + to);
        ratio[band] = median(part) / spectrumDn[band];
      }
      largest = Math.max(largest, structure(ratio, compared()));
    }
    return largest;
  }

  /**
   * How much the spectrum differs from that of an earlier white of the same camera: the root mean
   * square over bands of their ratio, slow changes over the spectrum, as an ageing lamp makes them,
   * taken out.
   */
  public double unlike(WhiteLight earlier) {
    double[] ratio = new double[spectrumDn.length];
    for (int band = 0; band < ratio.length; band++) {
      ratio[band] = spectrumDn[band] / earlier.spectrumDn[band];
    }
    int[] both =
        Arrays.stream(compared())
            .filter(band -> Arrays.binarySearch(earlier.compared(), band) >= 0)
            .toArray();
    return structure(ratio, both);
  }

  /** Largest change of the light's distribution along the line since an earlier white. */
  public double redistributed(WhiteLight earlier) {
    double[] ratio = new double[samples];
    for (int sample = 0; sample < samples; sample++) {
      ratio[sample] = profile[sample] / earlier.profile[sample];
    }
    double largest = 0;
    for (double smooth : smoothed(ratio)) {
      largest = Math.max(largest, Math.abs(smooth - 1));
    }
    return largest;
  }

  private int[] compared() {
    double brightest = 0;
    for (float dn : spectrumDn) {
      brightest = Math.max(brightest, dn);
    }
    double least = COMPARED_MIN * brightest;
    return IntStream.range(0, spectrumDn.length).filter(b -> spectrumDn[b] > least).toArray();
  }

  /** Relative root mean square about the best parabola over the bands, after smoothing. */
  private static double structure(double[] ratio, int[] bands) {
    double[] x = new double[bands.length];
    double[] y = new double[bands.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = 2.0 * i / Math.max(1, bands.length - 1) - 1;
      y[i] = ratio[bands[i]];
    }
    double[] smooth = smoothed(y);
    double mean = Arrays.stream(smooth).average().orElse(1);
    double[][] legendre = {
      Arrays.stream(x).map(v -> 1).toArray(),
      x,
      Arrays.stream(x).map(v -> (3 * v * v - 1) / 2).toArray()
    };
    orthogonalise(legendre);
    double rest = 0;
    for (double[] term : legendre) {
      double share = dot(term, smooth);
      for (int i = 0; i < smooth.length; i++) {
        smooth[i] -= share * term[i];
      }
    }
    for (double v : smooth) {
      rest += v * v;
    }
    return Math.sqrt(rest / Math.max(1, smooth.length)) / Math.abs(mean);
  }

  /** Gram and Schmidt; terms that are nothing beside the others become zero. */
  private static void orthogonalise(double[][] terms) {
    for (int t = 0; t < terms.length; t++) {
      for (int before = 0; before < t; before++) {
        double share = dot(terms[before], terms[t]);
        for (int i = 0; i < terms[t].length; i++) {
          terms[t][i] -= share * terms[before][i];
        }
      }
      double length = Math.sqrt(dot(terms[t], terms[t]));
      for (int i = 0; i < terms[t].length; i++) {
        terms[t][i] = length > 1e-9 ? terms[t][i] / length : 0;
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] smoothed(double[] values) {
    double[] smooth = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int from = Math.max(0, i - SMOOTHING);
      int to = Math.min(values.length, i + SMOOTHING + 1);
      smooth[i] = Arrays.stream(values, from, to).average().orElseThrow();
    }
    return smooth;
  }

  private static float median(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
