package org.petrascope.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.Labels;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.learning.Target;

/** Featureless spectra, and such with one absorption. */
final class Absorptions {
  static final List<String> NAMES = List.of("featureless", "absorbing");
  static final float TRACE_LARGEST = 2e-5f;

  private static final int BANDS = 64;
  private static final int POSITION = 44;
  private static final double WIDTH = 2.5;
  private static final int NEAR = 8;

  static final RowShape SHAPE =
      new RowShape(1, IntStream.range(0, BANDS).mapToDouble(b -> 2000 + 5 * b).toArray());

  private Absorptions() {}

  /** Rows without the absorption and with it in turn. */
  static Dataset labels(int count, long seed) {
    double[] depths = new SplittableRandom(seed).doubles(count, 0.2, 0.4).toArray();
    for (int row = 0; row < count; row += 2) {
      depths[row] = 0;
    }
    int[] labels = IntStream.range(0, count).map(row -> row % 2).toArray();
    return dataset(depths, new Labels(NAMES, labels), seed + 1000);
  }

  /** Rows with the absorption as deep as there is of something rare. */
  static Dataset trace(int count, long seed) {
    double[] parts = new SplittableRandom(seed).doubles(count).toArray();
    float[] fractions = new float[count];
    double[] depths = new double[count];
    for (int row = 0; row < count; row++) {
      fractions[row] = (float) (TRACE_LARGEST * parts[row]);
      depths[row] = 0.4 * parts[row];
    }
    return dataset(
        depths, Compositions.exact(List.of("gold"), new Rows(count, 1, fractions)), seed + 1000);
  }

  static float[] spectrum(double depth, SplittableRandom random) {
    double brightness = 0.4 + 0.3 * random.nextDouble();
    float[] spectrum = new float[BANDS];
    for (int band = 0; band < BANDS; band++) {
      double away = (band - POSITION) / WIDTH;
      spectrum[band] =
          (float)
              (brightness * (1 - depth * Math.exp(-away * away / 2))
                  + 0.004 * (random.nextDouble() - 0.5));
    }
    return spectrum;
  }

  private static Dataset dataset(double[] depths, Target target, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[depths.length * BANDS];
    List<String> groups = new ArrayList<>();
    for (int row = 0; row < depths.length; row++) {
      System.arraycopy(spectrum(depths[row], random), 0, values, row * BANDS, BANDS);
      groups.add("group " + row / 2);
    }
    return new Dataset(SHAPE, new Rows(depths.length, BANDS, values), target, groups);
  }

  static Dataset everyOtherBand(Dataset data) {
    float[] values = new float[data.size() * BANDS / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = data.rows().values()[2 * i];
    }
    double[] centres =
        IntStream.range(0, BANDS / 2).mapToDouble(b -> SHAPE.centreNm(2 * b)).toArray();
    return data.withRows(new RowShape(1, centres), new Rows(data.size(), BANDS / 2, values));
  }

  /** Share of what is above 0 that falls near the absorption. */
  static double shareNear(float... values) {
    double near = 0;
    double all = 0;
    for (int band = 0; band < BANDS; band++) {
      double value = Math.max(0, values[band]);
      all += value;
      near += Math.abs(band - POSITION) <= NEAR ? value : 0;
    }
    return near / all;
  }
}
