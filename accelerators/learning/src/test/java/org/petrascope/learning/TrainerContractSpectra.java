package org.petrascope.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Spectra of three made-up minerals, alone or mixed, for the contract of trainers. */
final class TrainerContractSpectra {
  static final List<String> MINERALS = List.of("kaolinite", "muscovite", "chlorite");
  static final RowShape SHAPE = new RowShape(1, centresNm());

  private static final int BANDS = 40;
  private static final double[] POSITIONS_NM = {2206, 2190, 2250};
  private static final double[] WIDTHS_NM = {18, 30, 40};
  private static final int SPECTRA_PER_GROUP = 4;

  private TrainerContractSpectra() {}

  private static double[] centresNm() {
    double[] centres = new double[BANDS];
    for (int band = 0; band < BANDS; band++) {
      centres[band] = 2100 + 6 * band;
    }
    return centres;
  }

  /** Mixtures with their fractions, of brightness and noise that the seed decides. */
  static Dataset compositions(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] fractions = new float[count * MINERALS.size()];
    for (int row = 0; row < count; row++) {
      double sum = 0;
      double[] parts = new double[MINERALS.size()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = -Math.log(1 - random.nextDouble());
        sum += parts[i];
      }
      for (int i = 0; i < parts.length; i++) {
        fractions[row * parts.length + i] = (float) (parts[i] / sum);
      }
    }
    Rows truth = new Rows(count, MINERALS.size(), fractions);
    return dataset(truth, Compositions.exact(MINERALS, truth), random);
  }

  /** Nearly pure spectra with their classes, one class after the other. */
  static Dataset labels(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] fractions = new float[count * MINERALS.size()];
    int[] labels = new int[count];
    for (int row = 0; row < count; row++) {
      labels[row] = row / SPECTRA_PER_GROUP % MINERALS.size();
      float impurity = (float) (0.3 * random.nextDouble());
      for (int i = 0; i < MINERALS.size(); i++) {
        fractions[row * MINERALS.size() + i] = i == labels[row] ? 1 - impurity : impurity / 2;
      }
    }
    return dataset(
        new Rows(count, MINERALS.size(), fractions), new Labels(MINERALS, labels), random);
  }

  private static Dataset dataset(Rows fractions, Target target, SplittableRandom random) {
    int count = fractions.count();
    float[] values = new float[count * BANDS];
    List<String> groups = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      double brightness = 0.4 + 0.4 * random.nextDouble();
      for (int band = 0; band < BANDS; band++) {
        double depth = 0;
        for (int i = 0; i < MINERALS.size(); i++) {
          double away = (SHAPE.centreNm(band) - POSITIONS_NM[i]) / WIDTHS_NM[i];
          depth += 0.4 * fractions.at(row, i) * Math.exp(-away * away / 2);
        }
        double noise = 0.002 * (random.nextDouble() - 0.5);
        values[row * BANDS + band] = (float) (brightness * (1 - depth) + noise);
      }
      groups.add("specimen " + row / SPECTRA_PER_GROUP);
    }
    return new Dataset(SHAPE, new Rows(count, BANDS, values), target, groups);
  }
}
