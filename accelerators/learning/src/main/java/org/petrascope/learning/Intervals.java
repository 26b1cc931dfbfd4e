package org.petrascope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Conformal intervals of compositions: the predicted value and to both sides the quantile of
 * out-of-fold errors, each as a multiple of the error expected for its row (cross-conformal as in
 * Barber et al. 2021, doi:10.1214/20-AOS1965, with normalised scores), every group weighing the
 * same. The laboratory's stated error is added in quadrature: the errors hold its random part
 * already, what all samples of a laboratory share they do not. Where it is stated, intervals are
 * therefore a little too wide rather than too narrow.
 *
 * @param quantiles of each output, in multiples of the expected error
 * @param laboratory half-width for the laboratory's error of each output; 0 where none was stated
 */
record Intervals(List<Double> quantiles, List<Double> laboratory) {
  Intervals {
    quantiles = List.copyOf(quantiles);
    laboratory = List.copyOf(laboratory);
  }

  static Intervals fit(Evidence evidence, float[] closed, double[] expected, double coverage) {
    Compositions truth = (Compositions) evidence.truth();
    double[] weights = evidence.conformalWeights(coverage);
    int outputs = truth.names().size();
    List<Double> quantiles = new ArrayList<>();
    List<Double> laboratory = new ArrayList<>();
    double normal = Quantile.normalHalfWidth(coverage);
    for (int c = 0; c < outputs; c++) {
      double[] scores = new double[truth.count()];
      double[] stated = new double[truth.count()];
      for (int row = 0; row < scores.length; row++) {
        int i = row * outputs + c;
        scores[row] = Math.abs(truth.fractions().at(row, c) - (double) closed[i]) / expected[i];
        stated[row] = truth.errors().at(row, c);
      }
      quantiles.add(Quantile.conformal(scores, weights, coverage));
      Arrays.sort(stated);
      laboratory.add(normal * Quantile.of(stated, 0.5));
    }
    return new Intervals(quantiles, laboratory);
  }

  /**
   * Values with their intervals, inside [0, 1]; a value outside is kept and its interval reaches
   * it.
   */
  Answer.OfCompositions around(float[] closed, double[] expected) {
    int outputs = quantiles.size();
    int count = closed.length / outputs;
    float[] lower = new float[closed.length];
    float[] upper = new float[closed.length];
    for (int i = 0; i < closed.length; i++) {
      double half =
          Math.hypot(quantiles.get(i % outputs) * expected[i], laboratory.get(i % outputs));
      lower[i] = (float) Math.min(closed[i], Math.max(0, closed[i] - half));
      upper[i] = (float) Math.max(closed[i], Math.min(1, closed[i] + half));
    }
    return new Answer.OfCompositions(
        new Rows(count, outputs, closed),
        new Rows(count, outputs, lower),
        new Rows(count, outputs, upper));
  }
}
