package org.petrascope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The share of every member in every output.
 *
 * @param shares [member][output]; over the members they sum to one for each output
 */
record Mixing(List<List<Double>> shares) {
  private static final double[] PENALTIES = {0.1, 0.3, 1, 3};
  private static final double[] OUTPUT_PENALTIES = {1, 3, 10};

  Mixing {
    shares = shares.stream().map(List::copyOf).toList();
  }

  /**
   * Shares of each output apart, drawn towards the shares that suit all outputs together, which
   * themselves are drawn towards the better members. On few hundred rows this is steadier than free
   * shares, and than equal ones where a member is weak.
   */
  static Mixing ofCompositions(Evidence evidence) {
    Compositions truth = (Compositions) evidence.truth();
    int members = evidence.outputs().size();
    int[] blocks = evidence.blocks(MemberErrors.BLOCKS_MAX);
    double[] even = new double[evidence.count()];
    Arrays.fill(even, 1);
    List<MemberErrors> errors = new ArrayList<>();
    for (int c = 0; c < truth.names().size(); c++) {
      double[][] residuals = new double[members][evidence.count()];
      for (int m = 0; m < members; m++) {
        Rows values = evidence.outputs().get(m).values();
        for (int i = 0; i < evidence.count(); i++) {
          residuals[m][i] = truth.fractions().at(i, c) - (double) values.at(i, c);
        }
      }
      errors.add(MemberErrors.of(residuals, even, blocks));
    }
    double[] together = together(errors.stream().reduce(MemberErrors::plus).orElseThrow());
    double[][] shares = new double[members][errors.size()];
    for (int c = 0; c < errors.size(); c++) {
      double[] found = errors.get(c).shares(together, OUTPUT_PENALTIES);
      for (int m = 0; m < members; m++) {
        shares[m][c] = found[m];
      }
    }
    return of(shares);
  }

  private static double[] together(MemberErrors errors) {
    return errors.shares(errors.byError(), PENALTIES);
  }

  /**
   * One share for all classes, so that mixed probabilities sum to one: the least Brier score.
   *
   * @param weights of every case
   */
  static Mixing ofClasses(List<Rows> probabilities, Labels truth, double[] weights, int[] blocks) {
    int members = probabilities.size();
    int classes = truth.names().size();
    int entries = truth.count() * classes;
    double[][] residuals = new double[members][entries];
    double[] entryWeights = new double[entries];
    int[] entryBlocks = new int[entries];
    for (int i = 0; i < entries; i++) {
      int row = i / classes;
      entryWeights[i] = weights[row];
      entryBlocks[i] = blocks[row];
      for (int m = 0; m < members; m++) {
        residuals[m][i] =
            (truth.label(row) == i % classes ? 1 : 0) - (double) probabilities.get(m).values()[i];
      }
    }
    double[] found = together(MemberErrors.of(residuals, entryWeights, entryBlocks));
    double[][] shares = new double[members][classes];
    for (int m = 0; m < members; m++) {
      Arrays.fill(shares[m], found[m]);
    }
    return of(shares);
  }

  private static Mixing of(double[][] shares) {
    List<List<Double>> lists = new ArrayList<>();
    for (double[] member : shares) {
      lists.add(Arrays.stream(member).boxed().toList());
    }
    return new Mixing(lists);
  }

  int members() {
    return shares.size();
  }

  double share(int member, int output) {
    return shares.get(member).get(output);
  }

  /** Mean share of a member over the outputs. */
  double meanShare(int member) {
    return shares.get(member).stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** Members with a share in some output. */
  int[] used() {
    return IntStream.range(0, members()).filter(member -> meanShare(member) > 0).toArray();
  }

  /** The shares of some members; the others must have none. */
  Mixing select(int... members) {
    return new Mixing(Arrays.stream(members).mapToObj(shares::get).toList());
  }

  /** Mixed values, [row][output], in float64. */
  double[] mix(List<Rows> values) {
    int outputs = values.getFirst().columns();
    double[] mixed = new double[values.getFirst().values().length];
    for (int m = 0; m < members(); m++) {
      float[] member = values.get(m).values();
      for (int i = 0; i < mixed.length; i++) {
        mixed[i] += share(m, i % outputs) * member[i];
      }
    }
    return mixed;
  }

  /** How far the members lie apart: deviation around the mixed values, [row][output]. */
  double[] spread(List<Rows> values, double[] mixed) {
    int outputs = values.getFirst().columns();
    double[] spread = new double[mixed.length];
    for (int m = 0; m < members(); m++) {
      float[] member = values.get(m).values();
      for (int i = 0; i < mixed.length; i++) {
        double away = member[i] - mixed[i];
        spread[i] += share(m, i % outputs) * away * away;
      }
    }
    for (int i = 0; i < spread.length; i++) {
      spread[i] = Math.sqrt(spread[i]);
    }
    return spread;
  }
}
