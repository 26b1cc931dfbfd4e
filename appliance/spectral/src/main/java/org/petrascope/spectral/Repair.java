package org.petrascope.spectral;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.petrascope.kernels.ReflectanceLines;

/**
 * How the values of bad pixels come from the good ones beside them in the same band: linearly in
 * between, and at the end of a line the nearest one. Immutable; may be used by many threads.
 */
final class Repair {
  /** So many bad pixels side by side are bridged; beyond, nobody knows what was between. */
  private static final int RUN_MAX = 4;

  /** At the end of a line there is nothing on the other side. */
  private static final int END_RUN_MAX = 2;

  private final int[] targets;
  private final int[] left;
  private final int[] right;
  private final float[] part;
  private final BitSet samples;

  private Repair(Plan plan) {
    this.targets = Arrays.copyOf(plan.targets, plan.count);
    this.left = Arrays.copyOf(plan.left, plan.count);
    this.right = Arrays.copyOf(plan.right, plan.count);
    this.part = Arrays.copyOf(plan.part, plan.count);
    this.samples = plan.samples;
  }

  /**
   * Of a line whose good pixels have a gain. The gain of what cannot be repaired becomes NaN.
   *
   * @param gain [band][sample]; changed
   */
  static Repair of(BadPixels bad, int samples, float[] gain) {
    Plan plan = new Plan(bad, samples, gain);
    for (int band = 0; band < gain.length / samples && bad.count() > 0; band++) {
      plan.band(band);
    }
    return new Repair(plan);
  }

  /** The same for a line of reflectance, BIP. */
  ReflectanceLines.Mending mending() {
    return new ReflectanceLines.Mending(targets, left, right, part);
  }

  /** How many values of every line are repaired. */
  int values() {
    return targets.length;
  }

  /** Samples with a value that is repaired. */
  BitSet samples() {
    return samples;
  }

  /** Grows while the bands are gone through. */
  private static final class Plan {
    private final BadPixels bad;
    private final int width;
    private final int bands;
    private final float[] gain;
    private final int[] targets;
    private final int[] left;
    private final int[] right;
    private final float[] part;
    private final BitSet samples = new BitSet();
    private int count;

    Plan(BadPixels bad, int width, float[] gain) {
      this.bad = bad;
      this.width = width;
      this.bands = gain.length / width;
      this.gain = gain;
      this.targets = new int[bad.count()];
      this.left = new int[bad.count()];
      this.right = new int[bad.count()];
      this.part = new float[bad.count()];
    }

    void band(int band) {
      int[] good =
          IntStream.range(0, width)
              .filter(s -> !bad.bad(s, band) && !Float.isNaN(gain[band * width + s]))
              .toArray();
      int next = 0;
      for (int sample = 0; sample < width; sample++) {
        while (next < good.length && good[next] < sample) {
          next++;
        }
        if (bad.bad(sample, band)) {
          int before = next > 0 ? good[next - 1] : -1;
          int after = next < good.length ? good[next] : width;
          repair(sample, band, before, after);
        }
      }
    }

    /** Between the good samples before and after; -1 and the width where there is none. */
    private void repair(int sample, int band, int before, int after) {
      int run = after - before - 1;
      boolean end = before < 0 || after >= width;
      if (run == width || run > (end ? END_RUN_MAX : RUN_MAX)) {
        gain[band * width + sample] = Float.NaN;
        return;
      }
      int from = before < 0 ? after : before;
      int to = after >= width ? before : after;
      targets[count] = sample * bands + band;
      left[count] = from * bands + band;
      right[count] = to * bands + band;
      part[count] = from == to ? 0 : (float) (sample - from) / (to - from);
      samples.set(sample);
      count++;
    }
  }
}
