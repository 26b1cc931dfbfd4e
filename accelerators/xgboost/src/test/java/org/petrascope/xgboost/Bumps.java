package org.petrascope.xgboost;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.Labels;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.learning.Target;

/** Rows of 12 bands with a bump of each of three made-up minerals, and noise. */
final class Bumps {
  static final List<String> NAMES = List.of("alunite", "calcite", "talc");
  static final RowShape SHAPE =
      new RowShape(1, 2100, 2120, 2140, 2160, 2180, 2200, 2220, 2240, 2260, 2280, 2300, 2320);

  private static final int BANDS = 12;
  private static final double NOISE = 0.1;

  private Bumps() {}

  static Dataset labels(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = new int[count];
    double[][] parts = new double[count][NAMES.size()];
    for (int row = 0; row < count; row++) {
      labels[row] = random.nextInt(NAMES.size());
      parts[row][labels[row]] = 1;
    }
    return dataset(parts, new Labels(NAMES, labels), random);
  }

  static Dataset compositions(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] parts = new double[count][NAMES.size()];
    float[] fractions = new float[count * NAMES.size()];
    for (int row = 0; row < count; row++) {
      double first = random.nextDouble();
      double second = random.nextDouble() * (1 - first);
      parts[row] = new double[] {first, second, 1 - first - second};
      for (int k = 0; k < NAMES.size(); k++) {
        fractions[row * NAMES.size() + k] = (float) parts[row][k];
      }
    }
    return dataset(
        parts, Compositions.exact(NAMES, new Rows(count, NAMES.size(), fractions)), random);
  }

  private static Dataset dataset(double[][] parts, Target target, SplittableRandom random) {
    float[] values = new float[parts.length * BANDS];
    List<String> groups = new ArrayList<>();
    for (int row = 0; row < parts.length; row++) {
      for (int band = 0; band < BANDS; band++) {
        double value = NOISE * random.nextDouble();
        for (int k = 0; k < NAMES.size(); k++) {
          value += parts[row][k] * Math.exp(-Math.pow((band - 2 - 4 * k) / 2.0, 2));
        }
        values[row * BANDS + band] = (float) value;
      }
      groups.add("specimen " + row / 2);
    }
    return new Dataset(SHAPE, new Rows(parts.length, BANDS, values), target, groups);
  }
}
