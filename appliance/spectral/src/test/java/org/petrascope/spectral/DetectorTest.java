package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DetectorTest {
  private static final int SAMPLES = 30;
  private static final int BANDS = 8;
  private static final int DN_MAX = 4000;
  private static final AcquisitionConditions STATED =
      AcquisitionConditions.UNSTATED.withExposureMs(8).withBinning(1, 1).withDnMax(DN_MAX);
  private static final Wavelengths SENSOR =
      Wavelengths.ofNanometres(new double[] {1000, 1010, 1020, 1030, 1040, 1050, 1060, 1070});

  /** Place of a pixel in a line. */
  private static int at(int sample, int band) {
    return band * SAMPLES + sample;
  }

  private final float[] dark = filled(100);
  private final float[] white = filled(2100);
  private final float[] darkNoise = filled(1);
  private final float[] whiteNoise = filled(3);

  private static float[] filled(float value) {
    float[] values = new float[SAMPLES * BANDS];
    Arrays.fill(values, value);
    return values;
  }

  private Reference reference(Reference.Kind kind, int lines) {
    boolean isDark = kind == Reference.Kind.DARK;
    return Reference.of(kind, new CubeShape(lines, SAMPLES, BANDS), STATED, isDark ? dark : white)
        .withNoise(isDark ? darkNoise : whiteNoise);
  }

  private Calibration calibration(int lines) {
    ReferenceSet references =
        new ReferenceSet(
            reference(Reference.Kind.DARK, lines),
            reference(Reference.Kind.WHITE, lines),
            Panel.perfect());
    return Calibration.of(references, SENSOR, STATED);
  }

  private Calibration calibration() {
    return calibration(50);
  }

  private BadPixels found() {
    return calibration().detector().badPixels();
  }

  private static short[] line(IntToDoubleFunction dn) {
    short[] line = new short[SAMPLES * BANDS];
    for (int i = 0; i < line.length; i++) {
      line[i] = (short) dn.applyAsDouble(i);
    }
    return line;
  }

  private static ReflectanceCube reflectance(Calibration calibration, short[] line) {
    return calibration.reflectance(RawCube.over(new CubeShape(1, SAMPLES, BANDS), 0, line));
  }

  @Test
  void everyKindIsToldFromTheOthers() {
    white[at(3, 1)] = 110; // no light
    dark[at(9, 2)] = 4000; // the top of the range
    white[at(9, 2)] = 4000;
    dark[at(14, 0)] = 320; // 5.5 % of full scale above the others
    white[at(14, 0)] = 2320;
    dark[at(18, 0)] = 0; // below the range, and its white as much too low
    white[at(18, 0)] = 1900;
    darkNoise[at(20, 3)] = 5; // in the dark alone
    whiteNoise[at(25, 3)] = 15; // in the light alone
    BadPixels bad = found();
    assertEquals(Optional.of(BadPixels.Kind.DEAD), bad.kind(3, 1));
    assertEquals(Optional.of(BadPixels.Kind.STUCK), bad.kind(9, 2));
    assertEquals(Optional.of(BadPixels.Kind.OFFSET), bad.kind(14, 0));
    assertEquals(Optional.of(BadPixels.Kind.OFFSET), bad.kind(18, 0));
    assertEquals(Optional.of(BadPixels.Kind.FLICKERING), bad.kind(20, 3));
    assertEquals(Optional.of(BadPixels.Kind.FLICKERING), bad.kind(25, 3));
    assertEquals(
        "6 of 240 detector pixels are bad: 1 dead, 1 stuck, 2 offset, 2 flickering",
        bad.sentence());
  }

  @Test
  void whatIsWithinTheLimitsIsGood() {
    dark[at(3, 1)] = 100 + 0.035f * DN_MAX;
    white[at(3, 1)] = 2100 + 0.035f * DN_MAX;
    white[at(9, 2)] = 100 + 0.6f * 2000;
    darkNoise[at(20, 3)] = 3;
    whiteNoise[at(25, 3)] = 10;
    assertEquals("none of 240 detector pixels is bad", found().sentence());
  }

  @Test
  void roundingIsNoFlicker() {
    Arrays.fill(darkNoise, 0);
    darkNoise[at(4, 1)] = 0.5f;
    assertEquals(0, found().count());
  }

  @Test
  void strongFixedPatternIsNoOffset() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < dark.length; i++) {
      float pattern = (float) random.nextDouble(-120, 120);
      dark[i] = 1000 + pattern;
      white[i] = 3000 + pattern;
    }
    assertEquals(0, found().count());
  }

  @Test
  void nobodyIsDeadWhereThereIsNoLight() {
    Arrays.fill(white, 0, SAMPLES, 110);
    white[at(7, 0)] = 101;
    assertEquals(0, found().count());
  }

  @Test
  void lineEndsAndLampSlopesAreNoFault() {
    for (int i = 0; i < white.length; i++) {
      double across = (i % SAMPLES - 14.5) / 14.5;
      white[i] = (float) (100 + 3000 * (1 - 0.5 * across * across));
    }
    assertEquals(0, found().count());
  }

  @Test
  void dustInTheSlitIsNoDeadPixel() {
    for (int band = 0; band < BANDS; band++) {
      white[at(7, band)] = 100 + 2000 * 0.3f;
    }
    assertEquals(0, found().count());
  }

  @Test
  void fewLinesTellNothing() {
    white[at(3, 1)] = 110;
    Calibration calibration = calibration(Detector.LINES_MIN - 1);
    assertFalse(calibration.detector().examined());
    assertEquals(0, calibration.detector().badPixels().count());
    assertEquals(new BitSet(), calibration.maskedBands());
    assertEquals(
        "the detector was not examined: references of at least 20 lines tell its bad pixels",
        calibration.detector().sentence(SENSOR, 50));
  }

  @Test
  void signalToNoiseIsThatOfHalfTheLight() {
    // Variances 1 and 9 DN^2: 5 half way. Light 2000: 1000 half way.
    assertEquals(1000 / Math.sqrt(5), calibration().detector().snr(2), 1e-9);
  }

  @Test
  void noisyBandIsMaskedAndNamed() {
    Arrays.fill(whiteNoise, at(0, 2), at(0, 3), 30);
    Arrays.fill(darkNoise, at(0, 2), at(0, 3), 30);
    Calibration calibration = calibration();
    BitSet third = new BitSet();
    third.set(2);
    assertEquals(third, calibration.maskedBands());
    assertEquals(0, calibration.blindValues());
    assertEquals(
        "none of 240 detector pixels is bad; 1 bands have a signal-to-noise ratio under 50 and are masked: 1020 nm",
        calibration.detector().sentence(SENSOR, 50));
    assertArrayEquals(
        new float[] {1, 1, Float.NaN, 1, 1, 1, 1, 1},
        reflectance(calibration, line(i -> 2100)).spectrum(0, 8));
  }

  @Test
  void badPixelsTakeTheStraightLineBetweenTheirNeighbours() {
    white[at(10, 1)] = 100;
    white[at(11, 1)] = 100;
    Calibration calibration = calibration();
    short[] dn = line(i -> 100 + 2000 * 0.1 * (i % SAMPLES == 9 ? 2 : i % SAMPLES == 12 ? 8 : 5));
    ReflectanceCube cube = reflectance(calibration, dn);
    assertEquals(0.4f, cube.spectrum(0, 10)[1], 1e-6f);
    assertEquals(0.6f, cube.spectrum(0, 11)[1], 1e-6f);
    assertEquals(0.5f, cube.spectrum(0, 10)[0], 1e-6f);
    assertEquals(2, calibration.repairedValues());
    assertTrue(calibration.repaired(10) && calibration.repaired(11));
    assertFalse(calibration.repaired(9));
    assertEquals(0, calibration.blindValues());
  }

  @Test
  void lineEndTakesTheNearestGoodPixel() {
    white[at(0, 1)] = 100;
    white[at(SAMPLES - 2, 2)] = 100;
    white[at(SAMPLES - 1, 2)] = 100;
    Calibration calibration = calibration();
    ReflectanceCube cube = reflectance(calibration, line(i -> 100 + 20 * (i % SAMPLES)));
    assertEquals(0.01f, cube.spectrum(0, 0)[1], 1e-6f);
    assertEquals(0.27f, cube.spectrum(0, SAMPLES - 2)[2], 1e-6f);
    assertEquals(0.27f, cube.spectrum(0, SAMPLES - 1)[2], 1e-6f);
  }

  @Test
  void longRunIsLeftWithoutANumber() {
    Arrays.fill(white, at(10, 1), at(15, 1), 100);
    Arrays.fill(white, at(0, 2), at(3, 2), 100);
    Calibration calibration = calibration();
    ReflectanceCube cube = reflectance(calibration, line(i -> 1100));
    assertEquals(8, calibration.detector().badPixels().count());
    assertEquals(0, calibration.repairedValues());
    assertTrue(Float.isNaN(cube.spectrum(0, 12)[1]));
    assertTrue(Float.isNaN(cube.spectrum(0, 1)[2]));
    assertEquals(0.5f, cube.spectrum(0, 15)[1], 1e-6f);
    assertFalse(calibration.repaired(12));
  }

  @Test
  void pixelStuckAtTheTopSaturatesNothing() {
    dark[at(9, 2)] = DN_MAX;
    white[at(9, 2)] = DN_MAX;
    short[] dn = line(i -> i == at(9, 2) || i == at(17, 1) ? DN_MAX : 1100);
    RawCube raw = RawCube.over(new CubeShape(1, SAMPLES, BANDS), 0, dn);
    BitSet saturated = new BitSet();
    saturated.set(17);
    assertEquals(saturated, calibration().saturated(raw));
  }

  @Property(tries = 100)
  void calibratedWhiteIsThePanelThroughRepairedPixels(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < white.length; i++) {
      white[i] = random.nextInt(1900, 2100);
    }
    for (int planted = 0; planted < 4; planted++) {
      white[at(random.nextInt(SAMPLES), random.nextInt(BANDS))] = 100;
    }
    Calibration calibration = calibration();
    ReflectanceCube cube = reflectance(calibration, line(i -> white[i]));
    assertTrue(calibration.repairedValues() > 0, "seed " + seed);
    int withoutNumber = 0;
    for (float value : cube.bip()) {
      withoutNumber += Float.isNaN(value) ? 1 : 0;
      assertTrue(Float.isNaN(value) || Math.abs(value - 1) < 1e-6, "seed " + seed);
    }
    int bad = calibration.detector().badPixels().count();
    assertEquals(bad - calibration.repairedValues(), withoutNumber, "seed " + seed);
  }
}
