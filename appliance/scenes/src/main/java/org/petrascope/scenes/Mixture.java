package org.petrascope.scenes;

/**
 * What one pixel is made of: up to three materials by share of area, and how bright it lies there.
 * Scratch that is refilled for every pixel; owned by one thread.
 */
final class Mixture {
  static final int PARTS = 3;

  private final int[] materials = new int[PARTS];
  private final double[] shares = new double[PARTS];
  private double brightness;
  private int grain;

  /** Begins anew with one material alone. */
  void fill(int material) {
    materials[0] = material;
    shares[0] = 1;
    for (int part = 1; part < PARTS; part++) {
      materials[part] = material;
      shares[part] = 0;
    }
    brightness = 1;
    grain = 1;
  }

  /** Puts a material over a share of the pixel; what is there keeps its proportions. */
  void cover(int part, int material, double share) {
    for (int i = 0; i < part; i++) {
      shares[i] *= 1 - share;
    }
    materials[part] = material;
    shares[part] = share;
  }

  void lit(double brightness, int grain) {
    this.brightness = brightness;
    this.grain = grain;
  }

  int material(int part) {
    return materials[part];
  }

  double share(int part) {
    return shares[part];
  }

  double brightness() {
    return brightness;
  }

  /** Grain size: 0 fine, 1 medium, 2 coarse. */
  int grain() {
    return grain;
  }
}
