package org.petrascope.spectral;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What holds of a pixel whatever is asked of it: whether it was measured at all, whether it is
 * bright enough, and what its dead bands would have shown. Immutable.
 */
public final class PixelScreen {
  /** Mean reflectance below which absorption features drown in stray light and noise. */
  private static final double LOW_SIGNAL = 0.01;

  /** Mean reflectance that no rock reaches. */
  private static final double OVER_RANGE = 1.5;

  /** Share of a pixel's bands that may be dead before it counts as not measured. */
  private static final double BRIDGED_MAX = 0.1;

  private static final int UNTOLD = PixelFlag.NO_DATA.bit() | PixelFlag.LOW_SIGNAL.bit();

  private final int bands;
  private final int[] usable;

  PixelScreen(int bands, BitSet usable) {
    this.bands = bands;
    this.usable = usable.stream().toArray();
  }

  /** Of a sensor all of whose bands are looked at but the bad ones. */
  public static PixelScreen of(Wavelengths sensor, BitSet badBands) {
    BitSet good = new BitSet();
    good.set(0, sensor.count());
    good.andNot(badBands);
    return new PixelScreen(sensor.count(), good);
  }

  // rows: [pixels][bands], in place. Pixels with a few dead bands get them from the bands beside;
  // with many they stay as they are.
  public void bridge(float[] rows, int pixels) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      if (Double.isNaN(mean(rows, pixel * bands))) {
        bridgePixel(rows, pixel * bands);
      }
    }
  }

  private void bridgePixel(float[] rows, int offset) {
    int missing = 0;
    for (int band : usable) {
      missing += Float.isNaN(rows[offset + band]) ? 1 : 0;
    }
    if (missing <= BRIDGED_MAX * usable.length) {
      float[] bridged = RecordQuality.bridged(Arrays.copyOfRange(rows, offset, offset + bands));
      System.arraycopy(bridged, 0, rows, offset, bands);
    }
  }

  /**
   * What is known against a pixel, as {@link PixelFlag} bits.
   *
   * @param rows [pixels][bands], bridged
   */
  public int flags(float[] rows, int pixel, boolean lost) {
    if (lost) {
      return PixelFlag.LOST_LINE.bit() | PixelFlag.NO_DATA.bit();
    }
    double mean = mean(rows, pixel * bands);
    if (Double.isNaN(mean)) {
      return PixelFlag.NO_DATA.bit();
    }
    if (mean < LOW_SIGNAL) {
      return PixelFlag.LOW_SIGNAL.bit();
    }
    return mean > OVER_RANGE ? PixelFlag.OVER_RANGE.bit() : 0;
  }

  /** Whether anything may be told of a pixel with these flags. */
  public static boolean telling(int flags) {
    return (flags & UNTOLD) == 0;
  }

  // Four sums side by side: in a single one every addition waits for the one before.
  private double mean(float[] rows, int offset) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int whole = usable.length - usable.length % 4;
    for (int i = 0; i < whole; i += 4) {
      first += rows[offset + usable[i]];
      second += rows[offset + usable[i + 1]];
      third += rows[offset + usable[i + 2]];
      fourth += rows[offset + usable[i + 3]];
    }
    for (int i = whole; i < usable.length; i++) {
      first += rows[offset + usable[i]];
    }
    return (first + second + (third + fourth)) / usable.length;
  }
}
