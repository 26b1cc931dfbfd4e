package org.petrascope.spectral;

/** One way to name spectra. Implementations are immutable and shared between threads. */
interface Identifier {
  /** Scratch for one thread. */
  Session session();

  /** Pixels are loaded some at a time and then asked for one by one. Not for two threads. */
  interface Session {
    int PIXELS_MAX = 512;

    /** Takes pixels, at most {@link #PIXELS_MAX}, as rows [pixels][bands of the sensor]. */
    void load(float[] rows, int pixels);

    /** Names one of the loaded pixels in a cleared answer. */
    void identify(int pixel, Answer answer);
  }

  /** What was found in a pixel; entries of the sensor's library by index, -1 for none. */
  final class Answer {
    private static final int PARTS_MAX = 256;

    int best;
    int second;
    double score;
    double secondScore;
    int flags;

    private final int[] partClass = new int[PARTS_MAX];
    private final double[] partShare = new double[PARTS_MAX];
    private int parts;

    void clear(int initialFlags) {
      best = -1;
      second = -1;
      score = 0;
      secondScore = 0;
      flags = initialFlags;
      parts = 0;
    }

    void flag(PixelFlag flag) {
      flags |= flag.bit();
    }

    /** Adds a class with a share of the pixel; the shares of all parts must sum to one. */
    void addPart(int mineralClass, double share) {
      partClass[parts] = mineralClass;
      partShare[parts++] = share;
    }

    int parts() {
      return parts;
    }

    int partClass(int part) {
      return partClass[part];
    }

    double partShare(int part) {
      return partShare[part];
    }

    /** Keeps an entry when it scores higher than what there is; the second is of another class. */
    void offer(int entry, double offered, int[] classOfEntry) {
      if (best < 0 || offered > score) {
        if (best >= 0 && classOfEntry[best] != classOfEntry[entry]) {
          second = best;
          secondScore = score;
        }
        best = entry;
        score = offered;
      } else if (classOfEntry[best] != classOfEntry[entry]
          && (second < 0 || offered > secondScore)) {
        second = entry;
        secondScore = offered;
      }
    }
  }
}
