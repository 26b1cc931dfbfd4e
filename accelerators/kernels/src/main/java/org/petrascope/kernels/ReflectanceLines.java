package org.petrascope.kernels;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Lines of DN to lines of reflectance, to what is saturated in them and to how bright they are,
 * {@link Calibrate#reflectanceLine} and {@link Calibrate#repairLine} for a whole scan, in one pass.
 * Holds dark and gain in the order of the result. Immutable; may be used by many threads, each with
 * a scratch of its own. Computing allocates nothing.
 *
 * <p>A block of samples is turned round to BIP as whole numbers, which is all that is done value by
 * value. Subtraction and gain then run over arrays that all start at 0, which is what the compiler
 * needs to vectorise them, and the block is copied to its place, which spares reading what it
 * overwrites. Most blocks hold nothing saturated, which is told while they are in the nearest
 * cache; the others are looked through sample by sample.
 */
public final class ReflectanceLines {
  private static final int SAMPLES_AT_ONCE = 32;
  private static final int BANDS_AT_ONCE = 16;

  private final int samples;
  private final int bands;

  /** {@code [blocks][samples of the block x bands]}; 0 where there is no gain, as in gain. */
  private final float[][] dark;

  private final float[][] gain;

  /** {@code [blocks][bad pixels]}: places in a block whose DN mean nothing. */
  private final int[][] bad;

  /** {@code [blocks][places]}: where a block has no value of its own. */
  private final int[][] blind;

  private final Mending mending;

  /** {@code [mended values]}: the sample of each. */
  private final int[] mendedSamples;

  /** {@code [samples]}: bands with a value, mended ones among them. */
  private final int[] counted;

  /**
   * How values come from others of their line, see {@link Calibrate#repairLine}. The arrays are
   * taken over.
   */
  public static final class Mending {
    private final int[] targets;
    private final int[] left;
    private final int[] right;
    private final float[] part;

    public Mending(int[] targets, int[] left, int[] right, float[] part) {
      Shape.requireLength("left", left.length, targets.length);
      Shape.requireLength("right", right.length, targets.length);
      Shape.requireLength("part", part.length, targets.length);
      this.targets = targets;
      this.left = left;
      this.right = right;
      this.part = part;
    }

    /** Of a line that is right as it is. */
    public static Mending none() {
      return new Mending(new int[0], new int[0], new int[0], new float[0]);
    }
  }

  /** What one thread at a time works in. */
  public static final class Scratch {
    private final int[] turned;
    private final float[] scaled;
    private final LineLight light;

    private Scratch(int values, LineLight light) {
      this.turned = new int[values];
      this.scaled = new float[values];
      this.light = light;
    }

    /** How bright the samples of the last line are. */
    public LineLight light() {
      return light;
    }
  }

  /** Of a detector all of whose pixels are good. */
  public ReflectanceLines(float[] dark, float[] gain, int samples, int bands) {
    this(dark, gain, samples, bands, new int[0], Mending.none());
  }

  /**
   * Takes dark and gain as BIL {@code [bands][samples]}, see {@link Calibrate#gain}.
   *
   * @param bad places in a BIL line whose DN mean nothing: NaN where they are not mended
   * @param mending of the reflectance of a BIP line
   */
  public ReflectanceLines(
      float[] dark, float[] gain, int samples, int bands, int[] bad, Mending mending) {
    Shape.requireLength("dark", dark.length, (long) samples * bands);
    Shape.requireLength("gain", gain.length, (long) samples * bands);
    Shape.requireBetween("number of bands", bands, 1, LineLight.BANDS_MAX);
    this.samples = samples;
    this.bands = bands;
    this.mending = mending;
    this.mendedSamples = Arrays.stream(mending.targets).map(target -> target / bands).toArray();
    BitSet none = withoutValue(dark, gain, bad);
    this.dark = blocks(dark, none);
    this.gain = blocks(gain, none);
    this.bad = ofBlocks(bad);
    this.blind = ofBlocks(none.stream().toArray());
    this.counted = counted(none);
  }

  // Places in a BIL line that have no value of their own.
  private BitSet withoutValue(float[] dark, float[] gain, int[] bad) {
    BitSet none = new BitSet();
    for (int i = 0; i < gain.length; i++) {
      none.set(i, Float.isNaN(gain[i]) || Float.isNaN(dark[i]));
    }
    Arrays.stream(bad).forEach(none::set);
    Arrays.stream(mending.targets)
        .forEach(target -> none.set(target % bands * samples + target / bands));
    return none;
  }

  private int[] counted(BitSet none) {
    int[] counts = new int[samples];
    Arrays.fill(counts, bands);
    none.stream().forEach(place -> counts[place % samples]--);
    Arrays.stream(mendedSamples).forEach(sample -> counts[sample]++);
    return counts;
  }

  public Scratch scratch() {
    return scratch(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** One that tells, too, which samples hold a reflectance outside of a range about 0. */
  public Scratch scratch(double low, double high) {
    return new Scratch(SAMPLES_AT_ONCE * bands, new LineLight(counted, low, high));
  }

  // One line. out = (dn - dark) * gain, NaN where gain is NaN, then mended. dn: BIL uint16
  // [bands][samples] from dnOffset; out: BIP float32 [samples][bands] from outOffset; saturated:
  // [samples], whether some good pixel of the sample has a DN of dnMax or above; scratch: how
  // bright each sample is, after mending. Gives whether any sample is saturated.
  public boolean compute(
      short[] dn,
      int dnOffset,
      float[] out,
      int outOffset,
      int dnMax,
      boolean[] saturated,
      Scratch scratch) {
    Shape.requireRange("DN", dn.length, dnOffset, (long) samples * bands);
    Shape.requireRange("reflectance", out.length, outOffset, (long) samples * bands);
    Shape.requireLength("saturated", saturated.length, samples);
    boolean any = false;
    for (int block = 0; block < dark.length; block++) {
      int sample = block * SAMPLES_AT_ONCE;
      int count = Math.min(SAMPLES_AT_ONCE, samples - sample);
      int values = count * bands;
      turn(dn, dnOffset + sample, count, scratch.turned);
      for (int place : bad[block]) {
        scratch.turned[place] = 0;
      }
      any |= mark(scratch.turned, count, dnMax, saturated, sample);
      scale(scratch.turned, dark[block], gain[block], values, scratch.scaled);
      for (int s = 0; s < count; s++) {
        scratch.light.look(sample + s, scratch.turned, s * bands, (s + 1) * bands);
      }
      for (int place : blind[block]) {
        scratch.scaled[place] = Float.NaN;
      }
      System.arraycopy(scratch.scaled, 0, out, outOffset + sample * bands, values);
    }
    mend(out, outOffset, scratch.light);
    return any;
  }

  private void mend(float[] out, int offset, LineLight light) {
    Calibrate.repairLine(mending.targets, mending.left, mending.right, mending.part, out, offset);
    for (int i = 0; i < mendedSamples.length; i++) {
      light.add(mendedSamples[i], out[offset + mending.targets[i]]);
    }
  }

  // turned[s][b] = dn[b][s] for a block of samples, from an offset into a line. Bands at once are
  // written out: their bounds are then checked together.
  private void turn(short[] dn, int offset, int chosen, int[] turned) {
    int whole = bands - bands % BANDS_AT_ONCE;
    for (int band = 0; band < whole; band += BANDS_AT_ONCE) {
      int from = offset + band * samples;
      for (int s = 0; s < chosen; s++) {
        int in = from + s;
        int out = s * bands + band;
        turned[out] = dn[in] & 0xffff;
        turned[out + 1] = dn[in + samples] & 0xffff;
        turned[out + 2] = dn[in + 2 * samples] & 0xffff;
        turned[out + 3] = dn[in + 3 * samples] & 0xffff;
        turned[out + 4] = dn[in + 4 * samples] & 0xffff;
        turned[out + 5] = dn[in + 5 * samples] & 0xffff;
        turned[out + 6] = dn[in + 6 * samples] & 0xffff;
        turned[out + 7] = dn[in + 7 * samples] & 0xffff;
        turned[out + 8] = dn[in + 8 * samples] & 0xffff;
        turned[out + 9] = dn[in + 9 * samples] & 0xffff;
        turned[out + 10] = dn[in + 10 * samples] & 0xffff;
        turned[out + 11] = dn[in + 11 * samples] & 0xffff;
        turned[out + 12] = dn[in + 12 * samples] & 0xffff;
        turned[out + 13] = dn[in + 13 * samples] & 0xffff;
        turned[out + 14] = dn[in + 14 * samples] & 0xffff;
        turned[out + 15] = dn[in + 15 * samples] & 0xffff;
      }
    }
    for (int band = whole; band < bands; band++) {
      for (int s = 0; s < chosen; s++) {
        turned[s * bands + band] = dn[offset + band * samples + s] & 0xffff;
      }
    }
  }

  // saturated[first + s] = whether some of turned[s][bands] is dnMax or above.
  private boolean mark(int[] turned, int count, int dnMax, boolean[] saturated, int first) {
    boolean any = reaches(dnMax, turned, 0, count * bands);
    for (int s = 0; s < count; s++) {
      saturated[first + s] = any && reaches(dnMax, turned, s * bands, (s + 1) * bands);
    }
    return any;
  }

  // A difference is below zero where the value is too large, and its sign outlasts the others. The
  // largest value would tell the same in six times the time: its loop is not vectorised.
  private static boolean reaches(int dnMax, int[] values, int from, int to) {
    int differences = 0;
    for (int i = from; i < to; i++) {
      differences |= dnMax - 1 - values[i];
    }
    return differences < 0;
  }

  // scaled = (turned - dark) * gain; what was turned becomes the same in levels.
  private static void scale(int[] turned, float[] dark, float[] gain, int count, float[] scaled) {
    for (int i = 0; i < count; i++) {
      float reflectance = (turned[i] - dark[i]) * gain[i];
      scaled[i] = reflectance;
      turned[i] = (int) (reflectance * LineLight.LEVEL);
    }
  }

  private float[][] blocks(float[] bil, BitSet none) {
    float[] bip = new float[bil.length];
    Interleave.bilToBip(bil, 0, samples, bands, bip, 0);
    none.stream().forEach(place -> bip[place % samples * bands + place / samples] = 0);
    float[][] blocks = new float[Math.ceilDiv(samples, SAMPLES_AT_ONCE)][];
    for (int block = 0; block < blocks.length; block++) {
      int end = Math.min(samples, (block + 1) * SAMPLES_AT_ONCE);
      blocks[block] = Arrays.copyOfRange(bip, block * SAMPLES_AT_ONCE * bands, end * bands);
    }
    return blocks;
  }

  private int[][] ofBlocks(int[] places) {
    int[][] ofBlocks = new int[dark.length][];
    for (int block = 0; block < ofBlocks.length; block++) {
      int first = block * SAMPLES_AT_ONCE;
      ofBlocks[block] =
          Arrays.stream(places)
              .filter(place -> place % samples / SAMPLES_AT_ONCE == first / SAMPLES_AT_ONCE)
              .map(place -> (place % samples - first) * bands + place / samples)
              .toArray();
    }
    return ofBlocks;
  }
}
