package org.petrascope.learning;

import java.util.List;
import java.util.SplittableRandom;

/** A way in which a measurement may go wrong, to see how predictions bear it. */
public sealed interface Disturbance {
  /** What every training is tried with. */
  List<Disturbance> STANDARD = List.of(new Noise(0.01), new Gain(1.1), new Shift(2));

  /** The rows as they would have been measured; NaN stays NaN. */
  Rows apply(RowShape shape, Rows rows, long seed);

  /**
   * Gaussian noise, the same in all bands.
   *
   * @param share standard deviation as a share of the row's mean absolute value
   */
  record Noise(double share) implements Disturbance {
    @Override
    public Rows apply(RowShape shape, Rows rows, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      float[] noisy = rows.values().clone();
      for (int row = 0; row < rows.count(); row++) {
        double level = 0;
        for (int i = row * rows.columns(); i < (row + 1) * rows.columns(); i++) {
          level += Math.abs(noisy[i]) / rows.columns();
        }
        for (int i = row * rows.columns(); i < (row + 1) * rows.columns(); i++) {
          noisy[i] += (float) (share * level * random.nextGaussian());
        }
      }
      return new Rows(rows.count(), rows.columns(), noisy);
    }

    @Override
    public String toString() {
      return "noise of %.1f %%".formatted(100 * share);
    }
  }

  /** Everything brighter or darker by a factor. */
  record Gain(double factor) implements Disturbance {
    @Override
    public Rows apply(RowShape shape, Rows rows, long seed) {
      float[] scaled = rows.values().clone();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= (float) factor;
      }
      return new Rows(rows.count(), rows.columns(), scaled);
    }

    @Override
    public String toString() {
      return "gain of %.2f".formatted(factor);
    }
  }

  /**
   * A wavelength scale that is off: every band shows what is really {@code nm} further up,
   * interpolated linearly and held at the ends.
   */
  record Shift(double nm) implements Disturbance {
    @Override
    public Rows apply(RowShape shape, Rows rows, long seed) {
      int bands = shape.bands();
      float[] shifted = new float[rows.values().length];
      for (int band = 0; band < bands; band++) {
        double wanted = shape.centreNm(band) + nm;
        int below = Math.min(Math.max(0, lastBelow(shape, wanted)), bands - 1);
        int above = Math.min(below + 1, bands - 1);
        double step = shape.centreNm(above) - shape.centreNm(below);
        double share = step > 0 ? Math.clamp((wanted - shape.centreNm(below)) / step, 0, 1) : 0;
        for (int start = 0; start < shifted.length; start += bands) {
          float from = rows.values()[start + below];
          float to = rows.values()[start + above];
          shifted[start + band] = (float) (from + share * (to - from));
        }
      }
      return new Rows(rows.count(), rows.columns(), shifted);
    }

    private static int lastBelow(RowShape shape, double nm) {
      int band = -1;
      while (band + 1 < shape.bands() && shape.centreNm(band + 1) <= nm) {
        band++;
      }
      return band;
    }

    @Override
    public String toString() {
      return "shift of %.1f nm".formatted(nm);
    }
  }
}
