package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class WavelengthCheckTest {
  private static final double TOLERANCE_NM = 0.1;
  private static final double NOISE = 0.001;

  private static final Wavelengths SWIR = sensor(1000, 2500, 224, 8);
  private static final Wavelengths VNIR = sensor(400, 1000, 224, 2.9);
  private static final Wavelengths COARSE_VNIR = sensor(400, 1000, 112, 5.5);
  private static final Panel PLASTIC =
      tile("plastic", nm -> 0.8 - bell(nm, 1190, 20) - bell(nm, 1720, 15) - 2 * bell(nm, 2310, 22));
  private static final Panel DOPED =
      tile("doped", nm -> 0.7 - bell(nm, 450, 6) - bell(nm, 525, 8) - bell(nm, 800, 7));

  @Test
  void shiftOfUpToThreeNmIsFoundInShortWaveInfrared() {
    for (double planted = -3; planted <= 3; planted += 0.7) {
      assertFound(PLASTIC, SWIR, planted);
    }
  }

  @Test
  void shiftOfUpToThreeNmIsFoundInTheVisible() {
    for (double planted = -3; planted <= 3; planted += 0.7) {
      assertFound(DOPED, VNIR, planted);
      assertFound(DOPED, COARSE_VNIR, planted);
    }
  }

  @Test
  void lampAndPanelDoNotMatter() {
    float[] values = seen(PLASTIC, SWIR, nm -> 1.4, 1);
    for (int band = 0; band < values.length; band++) {
      values[band] = (float) (values[band] * 0.37 + 0.05 + 1e-4 * band);
    }
    WavelengthShift shift = WavelengthCheck.of(PLASTIC, SWIR).measure(new Spectrum(values));
    assertEquals(1.4, shift.nm(), TOLERANCE_NM);
  }

  @Test
  void shiftThatGrowsWithWavelengthHasASlope() {
    DoubleUnaryOperator planted = nm -> 1 + 1e-3 * (nm - 1700);
    WavelengthShift shift =
        WavelengthCheck.of(PLASTIC, SWIR).measure(new Spectrum(seen(PLASTIC, SWIR, planted, 2)));
    assertEquals(1e-3, shift.slopePerNm(), 2e-4);
    for (double nm : new double[] {1200, 1700, 2300}) {
      assertEquals(planted.applyAsDouble(nm), shift.atNm(nm), TOLERANCE_NM);
    }
  }

  @Test
  void evenShiftHasNoSlope() {
    for (long seed = 1; seed <= 20; seed++) {
      float[] values = seen(PLASTIC, SWIR, nm -> 2, seed);
      assertEquals(
          0,
          WavelengthCheck.of(PLASTIC, SWIR).measure(new Spectrum(values)).slopePerNm(),
          "" + seed);
    }
  }

  @Test
  void standardErrorCoversTheError() {
    int covered = 0;
    for (long seed = 1; seed <= 100; seed++) {
      float[] values = seen(PLASTIC, SWIR, nm -> 0.8, seed);
      WavelengthShift shift = WavelengthCheck.of(PLASTIC, SWIR).measure(new Spectrum(values));
      covered += Math.abs(shift.nm() - 0.8) <= 2 * shift.standardErrorNm() ? 1 : 0;
    }
    assertTrue(covered >= 90, covered + " of 100 within two standard errors");
  }

  @Test
  void correctedBandsLieWhereTheSensorReallySees() {
    float[] values = seen(PLASTIC, SWIR, nm -> -2.3, 3);
    WavelengthShift shift = WavelengthCheck.of(PLASTIC, SWIR).measure(new Spectrum(values));
    Wavelengths corrected = shift.corrected(SWIR);
    for (int band = 0; band < SWIR.count(); band++) {
      assertEquals(SWIR.centreNm(band) - 2.3, corrected.centreNm(band), TOLERANCE_NM);
    }
  }

  @Test
  void blindBandsAreLeftOut() {
    float[] values = seen(PLASTIC, SWIR, nm -> 1.1, 4);
    for (int band = 0; band < values.length; band += 9) {
      values[band] = Float.NaN;
    }
    WavelengthShift shift = WavelengthCheck.of(PLASTIC, SWIR).measure(new Spectrum(values));
    assertEquals(1.1, shift.nm(), TOLERANCE_NM);
  }

  @Test
  void rockInPlaceOfTheTileIsRefused() {
    Panel rock = tile("rock", nm -> 0.4 - bell(nm, 1410, 12) - bell(nm, 2205, 15));
    WavelengthCheck check = WavelengthCheck.of(PLASTIC, SWIR);
    Spectrum spectrum = new Spectrum(seen(rock, SWIR, nm -> 0, 5));
    SpectralException refused =
        assertThrows(SpectralException.class, () -> check.measure(spectrum));
    assertTrue(refused.getMessage().contains("does not look like tile plastic"));
  }

  @Test
  void wrongCalibrationPackIsNoDrift() {
    WavelengthCheck check = WavelengthCheck.of(PLASTIC, SWIR);
    Spectrum spectrum = new Spectrum(seen(PLASTIC, SWIR, nm -> 6, 6));
    SpectralException refused =
        assertThrows(SpectralException.class, () -> check.measure(spectrum));
    assertTrue(refused.getMessage().contains("calibration pack"), refused.getMessage());
  }

  @Test
  void tileWithoutFeaturesIsRefused() {
    Panel flat = tile("flat", nm -> 0.5 + 1e-5 * nm);
    assertThrows(SpectralException.class, () -> WavelengthCheck.of(flat, SWIR));
    assertThrows(SpectralException.class, () -> WavelengthCheck.of(DOPED, SWIR));
  }

  private static void assertFound(Panel tile, Wavelengths sensor, double planted) {
    long seed = Math.round(planted * 100);
    Spectrum spectrum = new Spectrum(seen(tile, sensor, nm -> planted, seed));
    WavelengthShift shift = WavelengthCheck.of(tile, sensor).measure(spectrum);
    assertEquals(planted, shift.nm(), TOLERANCE_NM, tile + " seed " + seed);
  }

  /** The tile through a sensor whose bands see further by so much, with noise. */
  private static float[] seen(
      Panel tile, Wavelengths sensor, DoubleUnaryOperator shift, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[sensor.count()];
    for (int band = 0; band < values.length; band++) {
      double nm = sensor.centreNm(band);
      double exact = tile.seen(nm + shift.applyAsDouble(nm), sensor.fwhmNm(band));
      values[band] = (float) (exact * (1 + NOISE * random.nextGaussian()));
    }
    return values;
  }

  private static Panel tile(String name, DoubleUnaryOperator reflectance) {
    double[] nm = new double[2201];
    double[] values = new double[nm.length];
    for (int i = 0; i < nm.length; i++) {
      nm[i] = 350 + i;
      values[i] = reflectance.applyAsDouble(nm[i]);
    }
    return Panel.certified(name, nm, values);
  }

  private static double bell(double nm, double centre, double sigma) {
    double z = (nm - centre) / sigma;
    return 0.2 * Math.exp(-z * z / 2);
  }

  private static Wavelengths sensor(double first, double last, int bands, double fwhm) {
    double[] centres = new double[bands];
    double[] fwhms = new double[bands];
    for (int band = 0; band < bands; band++) {
      centres[band] = first + (last - first) * band / (bands - 1);
      fwhms[band] = fwhm;
    }
    return Wavelengths.ofNanometres(centres, fwhms);
  }
}
