package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CalibrateTest {
  @Property(tries = 500)
  void whiteIsThePanel(
      @ForAll @IntRange(min = 1, max = 300) int samples,
      @ForAll @IntRange(min = 1, max = 40) int bands,
      @ForAll long seed) {
    var random = new Random(seed);
    short[] white = dn(random, samples * bands, 20000, 65536);
    float[] dark = floats(dn(random, samples * bands, 0, 20000));
    float[] panel = new float[bands];
    for (int b = 0; b < bands; b++) {
      panel[b] = 0.5f + random.nextFloat() / 2;
    }
    float[] gain = new float[samples * bands];
    Calibrate.gain(panel, floats(white), dark, samples, bands, gain);
    float[] out = new float[3 + samples * bands];
    Calibrate.reflectanceLine(white, 0, dark, gain, samples, bands, out, 3);
    for (int s = 0; s < samples; s++) {
      for (int b = 0; b < bands; b++) {
        assertEquals(panel[b], out[3 + s * bands + b], 1e-6f);
      }
    }
  }

  @Property(tries = 500)
  void everyValueIsTheFormulaInItsPlace(
      @ForAll @IntRange(min = 1, max = 300) int samples,
      @ForAll @IntRange(min = 1, max = 40) int bands,
      @ForAll long seed) {
    var random = new Random(seed);
    int lines = 11;
    short[] dn = dn(random, lines * samples * bands, 0, 65536);
    float[] dark = floats(dn(random, samples * bands, 0, 100));
    float[] gain = new float[samples * bands];
    for (int i = 0; i < gain.length; i++) {
      gain[i] = random.nextInt(50) == 0 ? Float.NaN : random.nextFloat();
    }
    float[] out = new float[dn.length];
    var all = new ReflectanceLines(dark, gain, samples, bands);
    var scratch = all.scratch();
    for (int l = 1; l < lines; l++) {
      int offset = l * samples * bands;
      all.compute(dn, offset, out, offset, 0x10000, new boolean[samples], scratch);
    }
    float[] line = new float[samples * bands];
    for (int l = 1; l < lines; l++) {
      Calibrate.reflectanceLine(dn, l * line.length, dark, gain, samples, bands, line, 0);
      assertArrayEquals(line, Arrays.copyOfRange(out, l * line.length, (l + 1) * line.length));
    }
    for (int i = 0; i < line.length; i++) {
      int reference = i % bands * samples + i / bands;
      int value = Short.toUnsignedInt(dn[(lines - 1) * line.length + reference]);
      assertEquals(0, out[i]);
      assertEquals((value - dark[reference]) * gain[reference], line[i]);
    }
  }

  @Test
  void whiteNotAboveDarkHasNoGain() {
    float[] gain = new float[4];
    float[] white = {100, 50, 200, Float.NaN};
    float[] dark = {100, 60, 100, 0};
    Calibrate.gain(new float[] {1}, white, dark, 4, 1, gain);
    assertArrayEquals(new float[] {Float.NaN, Float.NaN, 0.01f, Float.NaN}, gain);
  }

  @Test
  void meanOfLinesIsExact() {
    double[] sums = new double[2];
    short[] lines = {(short) 65535, 1, (short) 65534, 2};
    Calibrate.accumulate(lines, 0, sums);
    Calibrate.accumulate(lines, 2, sums);
    float[] mean = new float[2];
    Calibrate.mean(sums, 2, mean);
    assertArrayEquals(new float[] {65534.5f, 1.5f}, mean);
  }

  @Test
  void meanOfNoLineIsNaN() {
    float[] mean = new float[1];
    Calibrate.mean(new double[1], 0, mean);
    assertEquals(Float.NaN, mean[0]);
  }

  @Test
  void deviationOfLinesIsThatOfTheSample() {
    double[] sums = new double[2];
    double[] squares = new double[2];
    for (short[] line :
        new short[][] {{(short) 65535, 7}, {(short) 65533, 7}, {(short) 65534, 7}}) {
      Calibrate.accumulate(line, 0, sums);
      Calibrate.accumulateSquares(line, 0, squares);
    }
    float[] deviation = new float[2];
    Calibrate.deviation(sums, squares, 3, deviation);
    assertArrayEquals(new float[] {1, 0}, deviation, 1e-5f);
    Calibrate.deviation(sums, squares, 1, deviation);
    assertArrayEquals(new float[] {Float.NaN, Float.NaN}, deviation);
  }

  @Test
  void repairedValueLiesBetweenItsNeighbours() {
    float[] values = {9, 1, Float.NaN, 5, -7};
    Calibrate.repairLine(
        new int[] {1, 3}, new int[] {0, 2}, new int[] {2, 2}, new float[] {0.25f, 0}, values, 1);
    assertArrayEquals(new float[] {9, 1, 2, 5, 5}, values);
  }

  @Property(tries = 500)
  void bilToBipAndBackIsTheSame(
      @ForAll @IntRange(min = 1, max = 70) int samples,
      @ForAll @IntRange(min = 1, max = 70) int bands,
      @ForAll long seed) {
    short[] bil = dn(new Random(seed), samples * bands, 0, 65536);
    short[] bip = new short[bil.length];
    short[] back = new short[bil.length];
    Interleave.bilToBip(bil, 0, samples, bands, bip, 0);
    Interleave.bilToBip(bip, 0, bands, samples, back, 0);
    assertArrayEquals(bil, back);
    assertEquals(bil[(bands - 1) * samples], bip[bands - 1]);
    float[] floatsBip = new float[bil.length];
    Interleave.bilToBip(floats(bil), 0, samples, bands, floatsBip, 0);
    assertArrayEquals(floats(bip), floatsBip);
  }

  private static short[] dn(Random random, int count, int least, int bound) {
    short[] dn = new short[count];
    for (int i = 0; i < count; i++) {
      dn[i] = (short) random.nextInt(least, bound);
    }
    return dn;
  }

  private static float[] floats(short[] dn) {
    float[] floats = new float[dn.length];
    for (int i = 0; i < dn.length; i++) {
      floats[i] = Short.toUnsignedInt(dn[i]);
    }
    return floats;
  }
}
