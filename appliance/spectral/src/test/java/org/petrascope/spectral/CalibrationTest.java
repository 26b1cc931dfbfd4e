package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final Wavelengths TWO_BANDS = Wavelengths.ofNanometres(new double[] {1000, 1010});
  private static final AcquisitionConditions STATED =
      AcquisitionConditions.UNSTATED.withExposureMs(8).withBinning(1, 2);

  private static Reference reference(
      Reference.Kind kind, AcquisitionConditions conditions, float... bil) {
    return Reference.of(kind, new CubeShape(10, bil.length / 2, 2), conditions, bil);
  }

  private static Reference dark(AcquisitionConditions conditions) {
    return reference(Reference.Kind.DARK, conditions, 10, 20);
  }

  private static Reference white(AcquisitionConditions conditions) {
    return reference(Reference.Kind.WHITE, conditions, 110, 20);
  }

  private static Calibration calibration(Reference dark, Reference white, Panel panel) {
    return Calibration.of(new ReferenceSet(dark, white, panel), TWO_BANDS, STATED);
  }

  private static Calibration ofTwelveBits() {
    AcquisitionConditions stated = STATED.withDnMax(4095);
    ReferenceSet references = new ReferenceSet(dark(stated), white(stated), Panel.perfect());
    return Calibration.of(references, TWO_BANDS, stated);
  }

  private static String refusal(Reference dark, Reference white) {
    return assertThrows(SpectralException.class, () -> calibration(dark, white, Panel.perfect()))
        .getMessage();
  }

  @Test
  void reflectanceIsNotClippedAndNanWhereWhiteIsNotAboveDark() {
    Calibration calibration = calibration(dark(STATED), white(STATED), Panel.perfect());
    RawCube raw = RawCube.over(new CubeShape(2, 1, 2), 5, new short[] {210, 30, 0, 40});
    ReflectanceCube cube = calibration.reflectance(raw);
    assertArrayEquals(new float[] {2, Float.NaN}, cube.spectrum(0, 0));
    assertArrayEquals(new float[] {-0.1f, Float.NaN}, cube.spectrum(1, 0), 1e-6f);
    assertEquals(5, cube.firstLine());
    assertEquals(1, calibration.blindValues());
  }

  @Test
  void lostLineIsNanAndStaysMarked() {
    Calibration calibration = calibration(dark(STATED), white(STATED), Panel.perfect());
    BitSet lost = new BitSet();
    lost.set(1);
    RawCube raw =
        RawCube.over(new CubeShape(2, 1, 2), 0, new short[] {60, 0, (short) 65_535, 0}, lost);
    ReflectanceCube cube = calibration.reflectance(raw);
    assertEquals(0.5f, cube.spectrum(0, 0)[0]);
    assertTrue(Float.isNaN(cube.spectrum(1, 0)[0]));
    assertTrue(cube.lost(1));
    assertFalse(cube.lost(0));
    assertTrue(calibration.saturated(raw).isEmpty(), "a lost line measures nothing");
  }

  @Test
  void saturatedPixelsAreFoundByTheRangeOfTheFormat() {
    Calibration calibration = ofTwelveBits();
    RawCube raw = RawCube.over(new CubeShape(3, 1, 2), 0, new short[] {4094, 0, 0, 4095, 9, 9});
    assertEquals(BitSet.valueOf(new long[] {0b010}), calibration.saturated(raw));
  }

  @Test
  void linesOfAnotherExposureAreCalibratedByTheirOwnReferences() {
    AcquisitionConditions shorter = STATED.withExposureMs(2).withDnMax(100);
    ReferenceSet references =
        new ReferenceSet(
            reference(Reference.Kind.DARK, shorter, 10, 20),
            reference(Reference.Kind.WHITE, shorter, 35, 20),
            Panel.perfect());
    BitSet again = new BitSet();
    again.set(6);
    Calibration calibration =
        ofTwelveBits().with(again, Calibration.of(references, TWO_BANDS, shorter));
    RawCube raw = RawCube.over(new CubeShape(3, 1, 2), 5, new short[] {110, 0, 60, 100, 110, 100});
    ReflectanceCube cube = calibration.reflectance(raw);
    assertEquals(1f, cube.spectrum(0, 0)[0]);
    assertEquals(2f, cube.spectrum(1, 0)[0]);
    assertEquals(1f, cube.spectrum(2, 0)[0]);
    assertEquals(BitSet.valueOf(new long[] {0b010}), calibration.saturated(raw));
  }

  @Test
  void linesOfAnotherSensorCannotStandAmongTheOthers() {
    Wavelengths others = Wavelengths.ofNanometres(new double[] {1000, 1020});
    ReferenceSet references = new ReferenceSet(dark(STATED), white(STATED), Panel.perfect());
    Calibration other = Calibration.of(references, others, STATED);
    assertThrows(IllegalArgumentException.class, () -> ofTwelveBits().with(new BitSet(), other));
  }

  @Test
  void roomIsUsedForBlockAfterBlock() {
    Calibration calibration = ofTwelveBits();
    Calibration.Room room = calibration.room(3);
    BitSet lost = new BitSet();
    lost.set(0);
    RawCube first =
        RawCube.over(new CubeShape(3, 1, 2), 0, new short[] {4095, 0, 60, 4095, 4095, 0}, lost);
    float[] bip = calibration.reflectance(first, room).bip();
    assertEquals(BitSet.valueOf(new long[] {0b110}), room.saturated());
    ReflectanceCube second =
        calibration.reflectance(RawCube.over(new CubeShape(1, 1, 2), 3, new short[] {60, 0}), room);
    assertSame(bip, second.bip());
    assertEquals(0.5f, second.spectrum(0, 0)[0]);
    assertEquals(new CubeShape(1, 1, 2), second.shape());
    assertTrue(room.saturated().isEmpty(), "what the block before showed is forgotten");
  }

  @Test
  void blockAllocatesNothing() {
    int lines = 1000;
    Calibration calibration = calibration(dark(STATED), white(STATED), Panel.perfect());
    Calibration.Room room = calibration.room(lines);
    BitSet lost = new BitSet();
    lost.set(7, 9);
    RawCube raw = RawCube.over(new CubeShape(lines, 1, 2), 0, new short[2 * lines], lost);
    assertEquals(0, leastBytes(() -> calibration.fill(raw, room)), "bytes in a block");
    long handle = leastBytes(() -> calibration.reflectance(raw, room));
    assertTrue(handle <= 64, handle + " bytes for the object that names the block");
  }

  private static long leastBytes(Runnable block) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      block.run();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  @Test
  void referencesOfOtherSettingsAreRefusedWithTheRemedy() {
    assertEquals(
        "dark reference is for 5.0 ms, the scan uses 8.0 ms: capture a new dark (shutter closes by itself)",
        refusal(dark(STATED.withExposureMs(5)), white(STATED)));
    assertEquals(
        "white reference is for 8.01 ms, the scan uses 8.0 ms: capture a new white with the panel in view",
        refusal(dark(STATED), white(STATED.withExposureMs(8.01))));
    assertEquals(
        "white reference is for spatial binning 2, the scan uses spatial binning 1: capture a new white with the panel in view",
        refusal(dark(STATED), white(STATED.withBinning(2, 2))));
    assertEquals(
        "dark reference is for spectral binning 1, the scan uses spectral binning 2: capture a new dark (shutter closes by itself)",
        refusal(dark(STATED.withBinning(1, 1)), white(STATED)));
    assertEquals(
        "dark reference has 1 samples x 2 bands, white reference 2 x 2: capture both again with the same settings",
        refusal(dark(STATED), reference(Reference.Kind.WHITE, STATED, 1, 2, 3, 4)));
  }

  @Test
  void lineRateAndTemperatureDoNotDecide() {
    Reference dark = dark(STATED.withLineRateHz(10).withTemperatureC(20));
    assertEquals(List.of(), calibration(dark, white(STATED), Panel.perfect()).unstated());
  }

  @Test
  void whatIsNotStatedIsToldAndNotRefused() {
    Calibration calibration =
        calibration(dark(AcquisitionConditions.UNSTATED), white(STATED), Panel.perfect());
    assertEquals(
        List.of(
            "the dark reference does not state its exposure, spatial binning, spectral binning: not compared"),
        calibration.unstated());
  }

  @Test
  void rawLinesOfAnotherWidthAreRefused() {
    Calibration calibration = calibration(dark(STATED), white(STATED), Panel.perfect());
    RawCube raw = RawCube.over(new CubeShape(1, 2, 2), 0, new short[4]);
    assertEquals(
        "references have 1 samples x 2 bands, the scan has 2 x 2: capture a new dark and a new white",
        assertThrows(SpectralException.class, () -> calibration.reflectance(raw)).getMessage());
  }

  @Test
  void referenceIsTheMeanOfTheLinesThatArrived() {
    Reference.Averager averager = new Reference.Averager(Reference.Kind.DARK, 1, 2, STATED);
    BitSet lost = new BitSet();
    lost.set(1);
    averager.add(
        RawCube.over(new CubeShape(2, 1, 2), 0, new short[] {1, (short) 65_535, 99, 99}, lost));
    averager.add(RawCube.over(new CubeShape(1, 1, 2), 2, new short[] {2, (short) 65_535}));
    Reference reference = averager.reference();
    assertArrayEquals(new float[] {1.5f, 65_535}, reference.bil());
    assertEquals(2, reference.linesAveraged());
  }

  @Test
  void referenceWithoutAnyLineIsRefused() {
    Reference.Averager averager = new Reference.Averager(Reference.Kind.WHITE, 1, 2, STATED);
    assertEquals(
        "white reference has no line that arrived whole: capture a new white with the panel in view",
        assertThrows(SpectralException.class, averager::reference).getMessage());
  }

  @Test
  void panelIsSeenThroughTheWidthOfTheBand() {
    double[] nm = new double[201];
    double[] reflectance = new double[201];
    for (int i = 0; i < nm.length; i++) {
      nm[i] = 900 + i;
      reflectance[i] = i == 100 ? 0.5 : 1;
    }
    Panel panel = Panel.certified("notched", nm, reflectance);
    double[] centre = {1000};
    float narrow = panel.reflectance(Wavelengths.ofNanometres(centre, new double[] {0.1}))[0];
    float wide = panel.reflectance(Wavelengths.ofNanometres(centre, new double[] {20}))[0];
    assertEquals(0.5, narrow, 0.05);
    // A Gaussian of unit area and 20 nm FWHM is 0.047 per nm high: that much of half is missing.
    assertEquals(1 - 0.5 * 0.047, wide, 0.01);
  }

  @Test
  void certificateThatDoesNotReachTheSensorIsRefused() {
    Panel panel = Panel.certified("short", new double[] {1005, 2000}, new double[] {1, 1});
    assertEquals(
        "certificate of panel short covers 1005 to 2000 nm, the sensor sees 1000 to 1010 nm: use the certificate of a panel measured over the whole range",
        assertThrows(SpectralException.class, () -> panel.reflectance(TWO_BANDS)).getMessage());
  }

  @Property(tries = 200)
  void calibratedWhiteIsThePanel(
      @ForAll @IntRange(min = 1, max = 40) int samples,
      @ForAll @IntRange(min = 2, max = 30) int bands,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] nm = new double[bands];
    double[] certified = new double[bands];
    for (int band = 0; band < bands; band++) {
      nm[band] = 1000 + 5 * band;
      certified[band] = random.nextDouble(0.1, 1);
    }
    Wavelengths sensor = Wavelengths.ofNanometres(nm);
    Panel panel = Panel.certified("any", nm, certified);
    CubeShape line = new CubeShape(1, samples, bands);
    short[] whiteDn = new short[line.lineValues()];
    float[] darkDn = new float[line.lineValues()];
    for (int i = 0; i < whiteDn.length; i++) {
      darkDn[i] = random.nextInt(500);
      whiteDn[i] = (short) random.nextInt(501, 65_536);
    }
    RawCube raw = RawCube.over(line, 0, whiteDn);
    Reference.Averager white = new Reference.Averager(Reference.Kind.WHITE, samples, bands, STATED);
    white.add(raw);
    Reference dark = Reference.of(Reference.Kind.DARK, line, STATED, darkDn);
    Calibration calibration =
        Calibration.of(new ReferenceSet(dark, white.reference(), panel), sensor, STATED);

    ReflectanceCube cube = calibration.reflectance(raw);
    float[] expected = panel.reflectance(sensor);
    for (int sample = 0; sample < samples; sample++) {
      assertArrayEquals(expected, cube.spectrum(0, sample), 1e-6f);
    }
  }
}
