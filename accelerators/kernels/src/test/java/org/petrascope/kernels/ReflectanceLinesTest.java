package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.BitSet;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.petrascope.kernels.ReflectanceLines.Mending;

class ReflectanceLinesTest {
  private static final int DN_MAX = 4095;
  private static final int NEVER = 0x10000;

  private static float[] computed(
      ReflectanceLines lines, short[] dn, int dnMax, boolean[] saturated) {
    float[] out = new float[dn.length];
    lines.compute(dn, 0, out, 0, dnMax, saturated, lines.scratch());
    return out;
  }

  @Test
  void goldenLineOfEveryBranch() {
    // Four samples in two bands. Band 0: dark 10, 10, 10, 10; white 110, 110, 10, 5; panel 0.5.
    // Band 1: dark 20, 20, 20, 20; white 220, 220, 220, 220; panel 1.
    float[] dark = {10, 10, 10, 10, 20, 20, 20, 20};
    float[] white = {110, 110, 10, 5, 220, 220, 220, 220};
    float[] gain = new float[8];
    Calibrate.gain(new float[] {0.5f, 1}, white, dark, 4, 2, gain);
    assertArrayEquals(
        new float[] {0.005f, 0.005f, Float.NaN, Float.NaN, 0.005f, 0.005f, 0.005f, 0.005f}, gain);
    short[] dn = {60, 0, 60, 60, 320, 20, (short) 60_020, 21};
    float[] out = computed(new ReflectanceLines(dark, gain, 4, 2), dn, NEVER, new boolean[4]);
    // Within the range and above it; below it and nothing; no gain and uint16; no gain and one DN.
    float[] expected = {0.25f, 1.5f, -0.05f, 0, Float.NaN, 300, Float.NaN, 0.005f};
    assertArrayEquals(expected, out, 1e-6f);
  }

  @Test
  void goldenLineWithBadPixels() {
    float[] dark = new float[5];
    float[] gain = {0.5f, 0.5f, 0.5f, Float.NaN, 0.5f};
    // Sample 1 lies a quarter of the way from 0 to 4, sample 2 is the neighbour of one end alone.
    Mending mending =
        new Mending(new int[] {1, 2}, new int[] {0, 4}, new int[] {4, 4}, new float[] {0.25f, 0});
    var lines = new ReflectanceLines(dark, gain, 5, 1, new int[] {1, 2, 3}, mending);
    boolean[] saturated = new boolean[5];
    short[] dn = {8, DN_MAX, DN_MAX, DN_MAX, 16};
    // 0.75 x 4 + 0.25 x 8 = 5; 8 as beside; not to be mended.
    assertArrayEquals(
        new float[] {4, 5, 8, Float.NaN, 8}, computed(lines, dn, DN_MAX, saturated), 1e-6f);
    assertArrayEquals(new boolean[5], saturated);
  }

  @Test
  void saturatedIsWhatReachesTheTopInSomeBand() {
    var lines = new ReflectanceLines(new float[6], new float[6], 3, 2);
    boolean[] saturated = {true, true, true};
    float[] out = new float[6];
    short[] below = {4094, 0, 0, 0, 4094, 4094};
    assertFalse(lines.compute(below, 0, out, 0, DN_MAX, saturated, lines.scratch()));
    assertArrayEquals(new boolean[3], saturated);
    short[] at = {4094, 4095, 0, 0, 0, (short) 65_535};
    assertTrue(lines.compute(at, 0, out, 0, DN_MAX, saturated, lines.scratch()));
    assertArrayEquals(new boolean[] {false, true, true}, saturated);
  }

  @Property(tries = 300)
  void everyLineIsItsDefinition(
      @ForAll @IntRange(min = 2, max = 100) int samples,
      @ForAll @IntRange(min = 1, max = 70) int bands,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = samples * bands;
    short[] dn = new short[count];
    float[] dark = new float[count];
    float[] gain = new float[count];
    BitSet bad = new BitSet();
    for (int i = 0; i < count; i++) {
      dn[i] = (short) random.nextInt(random.nextInt(40) == 0 ? 0x10000 : DN_MAX);
      dark[i] = random.nextInt(100);
      gain[i] = (float) random.nextDouble();
      // At most one in a line, so that its neighbour is good.
      bad.set(i, i % samples == i / samples % samples && random.nextBoolean());
    }
    int[] places = bad.stream().toArray();
    int[] targets = bad.stream().map(i -> i % samples * bands + i / samples).toArray();
    int[] beside =
        bad.stream().map(i -> (i % samples + 1) % samples * bands + i / samples).toArray();
    Mending mending = new Mending(targets, beside, beside, new float[places.length]);
    boolean[] saturated = new boolean[samples];
    var lines = new ReflectanceLines(dark, gain, samples, bands, places, mending);
    float[] out = computed(lines, dn, DN_MAX, saturated);

    float[] expected = new float[count];
    Calibrate.reflectanceLine(dn, 0, dark, gain, samples, bands, expected, 0);
    for (int i = 0; i < targets.length; i++) {
      expected[targets[i]] = expected[beside[i]];
    }
    assertArrayEquals(expected, out, "seed " + seed);
    assertArrayEquals(reached(dn, bad, samples), saturated, "seed " + seed);
  }

  @Property(tries = 300)
  void lightIsThatOfTheLine(
      @ForAll @IntRange(min = 2, max = 100) int samples,
      @ForAll @IntRange(min = 1, max = 70) int bands,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = samples * bands;
    short[] dn = new short[count];
    float[] dark = new float[count];
    float[] gain = new float[count];
    for (int i = 0; i < count; i++) {
      dn[i] = (short) random.nextInt(DN_MAX);
      dark[i] = random.nextInt(100);
      gain[i] = random.nextInt(10) == 0 ? Float.NaN : (float) random.nextDouble(1e-5, 1e-3);
    }
    // The first sample's first band is bad and comes from the second sample.
    gain[1] = 1e-3f;
    Mending mending =
        new Mending(new int[] {0}, new int[] {bands}, new int[] {bands}, new float[] {0});
    var lines = new ReflectanceLines(dark, gain, samples, bands, new int[] {0}, mending);
    var scratch = lines.scratch(-0.02, 3);
    float[] out = new float[count];
    lines.compute(dn, 0, out, 0, DN_MAX, new boolean[samples], scratch);
    for (int sample = 0; sample < samples; sample++) {
      String where = "seed %d, sample %d".formatted(seed, sample);
      requireLight(out, sample * bands, bands, scratch.light(), sample, where);
    }
  }

  private static void requireLight(
      float[] out, int from, int bands, LineLight light, int sample, String where) {
    double sum = 0;
    int values = 0;
    boolean outside = false;
    for (int i = from; i < from + bands; i++) {
      double value = Float.isNaN(out[i]) ? 0 : out[i];
      sum += value;
      values += Float.isNaN(out[i]) ? 0 : 1;
      // To the next of 32768 steps towards 0.
      int level = (int) ((float) value * 32_768);
      outside |= level < -655 || level > 98_304;
    }
    assertEquals(sum / values, light.mean(sample), 1e-4, where);
    assertEquals(outside, light.outside(sample), where);
  }

  @Test
  void lightBeyondEightIsEight() {
    var lines = new ReflectanceLines(new float[4], new float[] {1, 1, 1, Float.NaN}, 2, 2);
    var scratch = lines.scratch(-0.02, 6);
    lines.compute(new short[] {100, 4, 0, 9}, 0, new float[4], 0, NEVER, new boolean[2], scratch);
    assertEquals(4, scratch.light().mean(0));
    assertTrue(scratch.light().outside(0));
    assertEquals(4, scratch.light().mean(1));
    assertFalse(scratch.light().outside(1));
  }

  @Test
  void moreBandsThanCanBeSummedAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ReflectanceLines(new float[8192], new float[8192], 1, 8192));
  }

  private static boolean[] reached(short[] dn, BitSet bad, int samples) {
    boolean[] reached = new boolean[samples];
    for (int i = 0; i < dn.length; i++) {
      reached[i % samples] |= !bad.get(i) && Short.toUnsignedInt(dn[i]) >= DN_MAX;
    }
    return reached;
  }

  @Test
  void unpackingAndComputingAllocateNothing() {
    int samples = 70;
    int bands = 40;
    int count = samples * bands;
    var lines = new ReflectanceLines(new float[count], new float[count], samples, bands);
    var scratch = lines.scratch();
    byte[] frame = new byte[Unpack.packed12Bytes(count)];
    short[] dn = new short[count];
    float[] out = new float[count];
    boolean[] saturated = new boolean[samples];
    Runnable line =
        () -> {
          Unpack.mono12Packed(frame, 0, dn, 0, count);
          lines.compute(dn, 0, out, 0, DN_MAX, saturated, scratch);
        };
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 200; i++) {
        line.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(
        0, least, "bytes in the best of five times 200 lines: the virtual machine has its own");
  }

  @Test
  void mendingWhoseArraysDifferIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Mending(new int[1], new int[1], new int[2], new float[1]));
  }
}
