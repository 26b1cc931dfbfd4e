package org.petrascope.spectral;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which pixels of a detector, sample by band, give values that mean nothing. Immutable. */
public final class BadPixels {
  /** What is wrong with a pixel. */
  public enum Kind {
    /** Does not answer to light. */
    DEAD(1, "dead"),
    /** Shows the same whatever falls on it, far from the dark of its neighbours. */
    STUCK(2, "stuck"),
    /** Answers to light from an offset that is far from its neighbours'. */
    OFFSET(3, "offset"),
    /** Far noisier than its neighbours. */
    FLICKERING(4, "flickering");

    private final byte code;
    private final String label;

    Kind(int code, String label) {
      this.code = (byte) code;
      this.label = label;
    }

    /** What stands for the kind in a table of pixels, where 0 is a good one. */
    byte code() {
      return code;
    }

    public String label() {
      return label;
    }
  }

  private static final int GOOD = 0;

  private final int samples;
  private final byte[] kinds;
  private final BitSet bad = new BitSet();

  /**
   * @param kinds [band][sample], 0 for a good pixel and else one more than the kind's ordinal;
   *     taken over
   */
  BadPixels(int samples, byte[] kinds) {
    this.samples = samples;
    this.kinds = kinds;
    for (int i = 0; i < kinds.length; i++) {
      bad.set(i, kinds[i] != GOOD);
    }
  }

  /** A detector of which no pixel is known to be bad. */
  public static BadPixels none(int samples, int bands) {
    return new BadPixels(samples, new byte[Math.multiplyExact(samples, bands)]);
  }

  /** What is wrong with a pixel; empty where nothing is. */
  public Optional<Kind> kind(int sample, int band) {
    byte code = kinds[band * samples + sample];
    return Arrays.stream(Kind.values()).filter(kind -> kind.code == code).findFirst();
  }

  public boolean bad(int sample, int band) {
    return bad.get(band * samples + sample);
  }

  /** Whether the value at this place of a BIL line, [band][sample], means nothing. */
  boolean bad(int place) {
    return bad.get(place);
  }

  /** The places of all bad ones in a BIL line, in order. */
  int[] places() {
    return bad.stream().toArray();
  }

  public int samples() {
    return samples;
  }

  public int count() {
    return bad.cardinality();
  }

  public int count(Kind kind) {
    int count = 0;
    for (byte one : kinds) {
      count += one == kind.code ? 1 : 0;
    }
    return count;
  }

  /** In a sentence: how many of how many, and how many of each kind. */
  public String sentence() {
    if (bad.isEmpty()) {
      return "none of %d detector pixels is bad".formatted(kinds.length);
    }
    return "%d of %d detector pixels %s bad: %s"
        .formatted(
            count(),
            kinds.length,
            count() == 1 ? "is" : "are",
            Arrays.stream(Kind.values())
                .filter(kind -> count(kind) > 0)
                .map(kind -> count(kind) + " " + kind.label())
                .collect(Collectors.joining(", ")));
  }

  /** How many of these values of a line are NaN though their pixels are not bad. */
  int blind(float[] gain) {
    int blind = 0;
    for (int i = 0; i < gain.length; i++) {
      blind += Float.isNaN(gain[i]) && !bad(i) ? 1 : 0;
    }
    return blind;
  }
}
