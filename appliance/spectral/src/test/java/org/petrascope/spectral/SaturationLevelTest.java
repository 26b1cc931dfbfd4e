package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SaturationLevelTest {
  private static final int SAMPLES = 64;
  private static final int BANDS = 50;
  private static final int DN_MAX = 4095;
  private static final int LINES = 50;
  private static final double READ_NOISE_DN = 1.5;

  @Test
  void plateauBelowFullScaleIsMeasured() {
    OptionalInt level = SaturationLevel.of(white(3800, 3600), none(), DN_MAX);
    assertTrue(level.isPresent());
    assertTrue(Math.abs(level.getAsInt() - 3600) <= 12, level.toString());
  }

  @Test
  void whiteThatIsNowhereSaturatedTellsNone() {
    assertEquals(OptionalInt.empty(), SaturationLevel.of(white(3500, 3600), none(), DN_MAX));
  }

  @Test
  void topOfTheFormatIsNoPlateau() {
    assertEquals(OptionalInt.empty(), SaturationLevel.of(white(4500, DN_MAX), none(), DN_MAX));
  }

  @Test
  void panelThatIsEvenlyBrightIsNoPlateau() {
    Reference.Averager even =
        new Reference.Averager(
            Reference.Kind.WHITE, SAMPLES, BANDS, AcquisitionConditions.UNSTATED);
    SplittableRandom random = new SplittableRandom(5);
    for (int line = 0; line < LINES; line++) {
      even.add(line(pixel -> 3000, 4095, random));
    }
    assertEquals(OptionalInt.empty(), SaturationLevel.of(even.reference(), none(), DN_MAX));
  }

  @Test
  void referenceOfUnknownNoiseTellsNone() {
    Reference noisy = white(3800, 3600);
    Reference mean =
        Reference.of(
            Reference.Kind.WHITE,
            new CubeShape(LINES, SAMPLES, BANDS),
            AcquisitionConditions.UNSTATED,
            noisy.bil());
    assertEquals(OptionalInt.empty(), SaturationLevel.of(mean, none(), DN_MAX));
  }

  @Test
  void calibrationCountsFromTheMeasuredLevelOn() {
    Wavelengths bands = Wavelengths.ofNanometres(new double[] {1000, 1100}, new double[] {8, 8});
    CubeShape shape = new CubeShape(1, 1, 2);
    AcquisitionConditions how = AcquisitionConditions.UNSTATED.withDnMax(DN_MAX);
    ReferenceSet references =
        new ReferenceSet(
            Reference.of(Reference.Kind.DARK, shape, how, new float[] {100, 100}),
            Reference.of(
                Reference.Kind.WHITE, shape, how.withSaturationDn(3590), new float[] {3000, 3000}),
            Panel.perfect());
    Calibration calibration = Calibration.of(references, bands, how);
    assertTrue(calibration.saturated(RawCube.over(shape, 0, new short[] {400, 3590})).get(0));
    assertEquals(
        0, calibration.saturated(RawCube.over(shape, 0, new short[] {400, 3589})).cardinality());
  }

  private interface Light {
    double dn(int pixel);
  }

  /** Bands rise to the brightest; light above the limit is cut off before it is read. */
  private static Reference white(double brightestDn, double limitDn) {
    SplittableRandom random = new SplittableRandom(3);
    Reference.Averager white =
        new Reference.Averager(
            Reference.Kind.WHITE, SAMPLES, BANDS, AcquisitionConditions.UNSTATED);
    for (int i = 0; i < LINES; i++) {
      white.add(
          line(
              pixel -> brightestDn * (0.3 + 0.7 * (pixel / SAMPLES + 1) / BANDS), limitDn, random));
    }
    return white.reference();
  }

  private static RawCube line(Light light, double limitDn, SplittableRandom random) {
    short[] dn = new short[SAMPLES * BANDS];
    for (int pixel = 0; pixel < dn.length; pixel++) {
      double signal = light.dn(pixel);
      double shot = Math.sqrt(signal / 100) * random.nextGaussian();
      double seen = Math.min(limitDn, signal + shot) + READ_NOISE_DN * random.nextGaussian();
      dn[pixel] = (short) Math.clamp(Math.round(seen), 0, DN_MAX);
    }
    return RawCube.over(new CubeShape(1, SAMPLES, BANDS), 0, dn);
  }

  private static BadPixels none() {
    return BadPixels.none(SAMPLES, BANDS);
  }
}
