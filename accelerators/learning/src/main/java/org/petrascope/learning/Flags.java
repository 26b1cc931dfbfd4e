package org.petrascope.learning;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The flags of many rows, and how strange each row is. Immutable. */
public final class Flags {
  private static final Flag[] ALL = Flag.values();

  private final int[] bits;
  private final float[] strangeness;

  /**
   * Takes its arrays for its own.
   *
   * @param bits [row], the sum of the {@link Flag#bit}s of each row
   * @param strangeness [row], as {@link #strangeness}
   */
  Flags(int[] bits, float[] strangeness) {
    this.bits = bits;
    this.strangeness = strangeness;
  }

  public int count() {
    return bits.length;
  }

  /** The sum of the {@link Flag#bit}s of a row. */
  public int bits(int row) {
    return bits[row];
  }

  public boolean has(int row, Flag flag) {
    return (bits[row] & flag.bit()) != 0;
  }

  public Set<Flag> of(int row) {
    EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
    for (Flag flag : ALL) {
      if (has(row, flag)) {
        flags.add(flag);
      }
    }
    return flags;
  }

  /**
   * The share of rows like those learned from that look less strange than this one, from 0 to 1;
   * NaN for a row without data.
   */
  public float strangeness(int row) {
    return strangeness[row];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Flags f
        && Arrays.equals(bits, f.bits)
        && Arrays.equals(strangeness, f.strangeness);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bits) + Arrays.hashCode(strangeness);
  }
}
