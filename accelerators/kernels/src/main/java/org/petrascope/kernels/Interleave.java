package org.petrascope.kernels;

/** The order of values in a cube, without changing them. */
public final class Interleave {
  private static final int TILE = 32;

  private Interleave() {}

  // One line BIL [bands][samples] to BIP [samples][bands]. Called with samples and bands exchanged
  // it is BIP to BIL.
  public static void bilToBip(
      float[] bil, int bilOffset, int samples, int bands, float[] bip, int bipOffset) {
    Shape.requireRange("BIL", bil.length, bilOffset, (long) samples * bands);
    Shape.requireRange("BIP", bip.length, bipOffset, (long) samples * bands);
    for (int sample = 0; sample < samples; sample += TILE) {
      int sampleEnd = Math.min(samples, sample + TILE);
      for (int band = 0; band < bands; band += TILE) {
        int bandEnd = Math.min(bands, band + TILE);
        for (int s = sample; s < sampleEnd; s++) {
          for (int b = band; b < bandEnd; b++) {
            bip[bipOffset + s * bands + b] = bil[bilOffset + b * samples + s];
          }
        }
      }
    }
  }

  // The same for DN.
  public static void bilToBip(
      short[] bil, int bilOffset, int samples, int bands, short[] bip, int bipOffset) {
    Shape.requireRange("BIL", bil.length, bilOffset, (long) samples * bands);
    Shape.requireRange("BIP", bip.length, bipOffset, (long) samples * bands);
    for (int sample = 0; sample < samples; sample += TILE) {
      int sampleEnd = Math.min(samples, sample + TILE);
      for (int band = 0; band < bands; band += TILE) {
        int bandEnd = Math.min(bands, band + TILE);
        for (int s = sample; s < sampleEnd; s++) {
          for (int b = band; b < bandEnd; b++) {
            bip[bipOffset + s * bands + b] = bil[bilOffset + b * samples + s];
          }
        }
      }
    }
  }
}
