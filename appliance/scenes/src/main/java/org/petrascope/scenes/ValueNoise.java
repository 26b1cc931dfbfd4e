package org.petrascope.scenes;

/**
 * Noise over a plane that is a pure function of seed and place, so that any line can be painted at
 * any time: random values on an integer lattice, smoothly interpolated. Immutable.
 */
final class ValueNoise {
  private final long seed;

  ValueNoise(long seed) {
    this.seed = mix(seed);
  }

  /** Smooth, from -1 to 1; about one bump a unit of length. */
  double at(double x, double y) {
    int column = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    double right = smooth(x - column);
    double down = smooth(y - row);
    double above = blend(lattice(column, row), lattice(column + 1, row), right);
    double below = blend(lattice(column, row + 1), lattice(column + 1, row + 1), right);
    return blend(above, below, down);
  }

  /** Uniform from -1 to 1 and independent at every place. */
  double lattice(int x, int y) {
    long bits = mix(seed ^ (x * 0x9E3779B97F4A7C15L) ^ (y * 0xC2B2AE3D27D4EB4FL));
    return (bits >> 11) * 0x1p-52;
  }

  /** Roughly normal with unit variance and independent at every place: a sum of four uniforms. */
  double normal(int x, int y) {
    long bits = mix(seed ^ (x * 0x9E3779B97F4A7C15L) ^ (y * 0xC2B2AE3D27D4EB4FL));
    double sum = 0;
    for (int part = 0; part < 4; part++) {
      sum += (short) (bits >> (16 * part));
    }
    return sum * (Math.sqrt(0.75) / 32768);
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double blend(double a, double b, double share) {
    return a + (b - a) * share;
  }

  // Finaliser of SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
  private static long mix(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
