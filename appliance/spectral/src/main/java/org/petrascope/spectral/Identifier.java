package org.petrascope.spectral;

/** One way to name a spectrum. Implementations are immutable and shared between threads. */
interface Identifier {
  /** Scratch and answer of one thread. */
  Session session();

  /** Not shared between threads; one call a pixel. */
  interface Session {
    /** Names the pixel whose bands start at this offset; the answer is overwritten. */
    void identify(float[] bip, int offset, Answer answer);
  }

  /** What was found, as indices of references; -1 where there is nothing. */
  final class Answer {
    int best = -1;
    int second = -1;
    float score;
    float secondScore;
    int flags;

    /** References with a share of the pixel, and the shares; the first {@code parts} count. */
    final int[] part = new int[PARTS_MAX];

    final double[] share = new double[PARTS_MAX];
    int parts;

    static final int PARTS_MAX = 64;

    void clear() {
      best = -1;
      second = -1;
      score = 0;
      secondScore = 0;
      flags = 0;
      parts = 0;
    }

    void add(int reference, double weight) {
      part[parts] = reference;
      share[parts++] = weight;
    }
  }
}
