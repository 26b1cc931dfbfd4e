package org.petrascope.spectral;

import java.util.Arrays;

/**
 * Fits single records and pairs of records to one feature vector y of unit length, both with
 * coefficients above zero, and averages the shares over all fits by exp(-(residual - least) /
 * temperature). Everything follows from the cosines of y with the records and of the records with
 * each other. It owns its scratch: one thread uses it.
 */
final class PairFit {
  /** The best records over all, and the best of every group, are candidates. */
  private static final int BEST_OVERALL = 12;

  private static final int BEST_OF_GROUP = 2;
  private static final int CANDIDATES_MAX =
      BEST_OVERALL + BEST_OF_GROUP * MineralGroup.values().length;

  /** A record less like the pixel than this has no part in it. */
  private static final double COSINE_MIN = 0.05;

  /** A second record must explain this much more to be believed over a single one. */
  private static final double PAIR_COST = 0.02;

  /** Temperature of the average: a constant, for noise, and a share of the least residual. */
  private static final double TEMPERATURE_MIN = 0.003;

  private static final double TEMPERATURE_SHARE = 0.05;

  /** Fits worse than the best by so many temperatures add nothing. */
  private static final double CUT_OFF = 6;

  private static final double REJECTED = Double.POSITIVE_INFINITY;

  private final FeatureLibrary library;
  private final int[] candidate = new int[CANDIDATES_MAX];
  private final double[] cosine = new double[CANDIDATES_MAX];
  private final double[] share = new double[CANDIDATES_MAX];
  private final double[] pairResidual = new double[CANDIDATES_MAX * CANDIDATES_MAX];
  private final int[] bestOfGroup = new int[BEST_OF_GROUP * MineralGroup.values().length];
  private final int[] bestOverall = new int[BEST_OVERALL];
  private int candidates;

  PairFit(FeatureLibrary library) {
    this.library = library;
  }

  int candidates() {
    return candidates;
  }

  /** A record of the feature library. */
  int candidate(int index) {
    return candidate[index];
  }

  /** The share of a candidate in the averaged answer; all shares sum to one. */
  double share(int index) {
    return share[index];
  }

  // Fits the vector whose products with all records start at an offset; scale makes them cosines.
  // Returns the least residual, 1 - (explained share of |y|^2).
  double fit(float[] products, int offset, double scale) {
    choose(products, offset, scale);
    Arrays.fill(share, 0, candidates, 0);
    if (candidates == 0) {
      return 1;
    }
    double least = residuals();
    double temperature = TEMPERATURE_SHARE * Math.max(0, least) + TEMPERATURE_MIN;
    double limit = least + CUT_OFF * temperature;
    for (int i = 0; i < candidates; i++) {
      double single = singleResidual(i) + PAIR_COST;
      if (single < limit) {
        share[i] += Math.exp((least - single) / temperature);
      }
      for (int j = 0; j < i; j++) {
        double residual = pairResidual[i * CANDIDATES_MAX + j];
        if (residual < limit) {
          addPair(i, j, Math.exp((least - residual) / temperature));
        }
      }
    }
    double sum = 0;
    for (int i = 0; i < candidates; i++) {
      sum += share[i];
    }
    for (int i = 0; i < candidates; i++) {
      share[i] /= sum;
    }
    return Math.min(least, 1);
  }

  private double singleResidual(int i) {
    return 1 - cosine[i] * cosine[i];
  }

  // y ~ a x_i + b x_j with a, b > 0: residual = 1 - (a c_i + b c_j), a = (c_i - g c_j) / (1 - g^2).
  private double residuals() {
    float[] gram = library.gram();
    float[] inverse = library.inverse();
    double least = REJECTED;
    for (int i = 0; i < candidates; i++) {
      double own = cosine[i];
      int row = library.row(candidate[i]);
      least = Math.min(least, singleResidual(i) + PAIR_COST);
      for (int j = 0; j < i; j++) {
        float g = gram[row + candidate[j]];
        double a = own - g * cosine[j];
        double b = cosine[j] - g * own;
        float scale = inverse[row + candidate[j]];
        double residual = REJECTED;
        if (a > 0 && b > 0 && scale > 0) {
          residual = 1 - (a * own + b * cosine[j]) * scale;
          least = Math.min(least, residual);
        }
        pairResidual[i * CANDIDATES_MAX + j] = residual;
      }
    }
    return least;
  }

  private void addPair(int i, int j, double evidence) {
    double gram = library.gram()[library.row(candidate[i]) + candidate[j]];
    double a = (cosine[i] - gram * cosine[j]) * library.emphasis(candidate[i]);
    double b = (cosine[j] - gram * cosine[i]) * library.emphasis(candidate[j]);
    share[i] += evidence * a / (a + b);
    share[j] += evidence * b / (a + b);
  }

  private void choose(float[] products, int offset, double scale) {
    Arrays.fill(bestOfGroup, -1);
    Arrays.fill(bestOverall, -1);
    for (int record = 0; record < library.size(); record++) {
      float product = products[offset + record];
      if (product * scale > COSINE_MIN) {
        insert(bestOverall, 0, BEST_OVERALL, record, products, offset);
        int group = library.group(record);
        insert(bestOfGroup, group * BEST_OF_GROUP, BEST_OF_GROUP, record, products, offset);
      }
    }
    candidates = 0;
    for (int record : bestOverall) {
      addCandidate(record, products, offset, scale);
    }
    for (int record : bestOfGroup) {
      addCandidate(record, products, offset, scale);
    }
  }

  // Keeps the records with the largest products, largest first, in list[from .. from + length).
  private static void insert(
      int[] list, int from, int length, int record, float[] products, int offset) {
    float product = products[offset + record];
    int place = from + length;
    while (place > from && (list[place - 1] < 0 || products[offset + list[place - 1]] < product)) {
      place--;
    }
    if (place == from + length) {
      return;
    }
    System.arraycopy(list, place, list, place + 1, from + length - place - 1);
    list[place] = record;
  }

  private void addCandidate(int record, float[] products, int offset, double scale) {
    if (record < 0) {
      return;
    }
    for (int i = 0; i < candidates; i++) {
      if (candidate[i] == record) {
        return;
      }
    }
    candidate[candidates] = record;
    cosine[candidates++] = products[offset + record] * scale;
  }
}
