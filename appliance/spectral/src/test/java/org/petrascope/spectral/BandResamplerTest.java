package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BandResamplerTest {
  private static final double FWHM_PER_SIGMA = 2 * Math.sqrt(2 * Math.log(2));

  @Test
  void aConstantStaysConstant() {
    BandResampler resampler = BandResampler.between(bands(1000, 4, 300, 4), bands(1100, 9, 60, 20));
    float[] spectrum = new float[300];
    Arrays.fill(spectrum, 0.37f);
    for (float value : resampler.resample(spectrum)) {
      assertEquals(0.37, value, 1e-6);
    }
  }

  @Test
  void aBandSeenMoreCoarselyGrowsWiderAndShallower() {
    Wavelengths fine = bands(2000, 1, 401, 2);
    Wavelengths coarse = bands(2100, 5, 41, 20);
    double sigma = 15;
    float[] spectrum = gaussian(fine, 2200, sigma);
    float[] seen = BandResampler.between(fine, coarse).resample(spectrum);
    double added = Math.sqrt(20 * 20 - 2 * 2) / FWHM_PER_SIGMA;
    double wider = Math.hypot(sigma, added);
    for (int band = 0; band < coarse.count(); band++) {
      double away = (coarse.centreNm(band) - 2200) / wider;
      double expected = 1 - 0.5 * sigma / wider * Math.exp(-away * away / 2);
      assertEquals(expected, seen[band], 2e-3);
    }
  }

  @Test
  void aCoarseSourceIsInterpolatedNotSharpened() {
    Wavelengths coarse = bands(2000, 10, 41, 10);
    Wavelengths fine = bands(2050, 2, 150, 3);
    float[] spectrum = gaussian(coarse, 2200, 20);
    float[] seen = BandResampler.between(coarse, fine).resample(spectrum);
    float[] truth = gaussian(fine, 2200, 20);
    for (int band = 0; band < fine.count(); band++) {
      assertEquals(truth[band], seen[band], 5e-3);
    }
  }

  @Test
  void bandsOutsideTheSourceAreNan() {
    BandResampler resampler =
        BandResampler.between(bands(1000, 10, 50, 10), bands(900, 100, 8, 10));
    float[] seen = resampler.resample(new float[50]);
    assertTrue(Float.isNaN(seen[0]));
    assertFalse(resampler.covers(0));
    assertEquals(0, seen[2]);
    assertTrue(Float.isNaN(seen[7]));
  }

  @Test
  void badBandsAreNeverLookedAt() {
    Wavelengths source = bands(1000, 10, 50, 10);
    BitSet bad = new BitSet();
    bad.set(20, 23);
    float[] spectrum = new float[50];
    for (int band = 0; band < 50; band++) {
      spectrum[band] = bad.get(band) ? Float.NaN : 0.01f * band;
    }
    float[] seen = BandResampler.between(source, source, bad).resample(spectrum);
    for (int band = 0; band < 50; band++) {
      assertEquals(0.01 * band, seen[band], 1e-6);
    }
  }

  private static float[] gaussian(Wavelengths at, double centre, double sigma) {
    float[] values = new float[at.count()];
    for (int band = 0; band < values.length; band++) {
      double away = (at.centreNm(band) - centre) / sigma;
      values[band] = (float) (1 - 0.5 * Math.exp(-away * away / 2));
    }
    return values;
  }

  private static Wavelengths bands(double first, double step, int count, double fwhm) {
    return Wavelengths.ofNanometres(
        IntStream.range(0, count).mapToDouble(band -> first + band * step).toArray(),
        IntStream.range(0, count).mapToDouble(_ -> fwhm).toArray());
  }
}
