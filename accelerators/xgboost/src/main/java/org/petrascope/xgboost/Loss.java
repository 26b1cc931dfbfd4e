package org.petrascope.xgboost;

import java.util.Arrays;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.KnownRows;
import org.petrascope.learning.Labels;
import org.petrascope.learning.Rows;

/**
 * What boosting makes small on some rows, and its derivatives by the margins of every row, [row]
 * [output]. Compositions: half the squared error. Classes: the weighted cross entropy of the
 * softmax p of the margins, w (-log p_t) for the true class t, or the focal loss w (1 - p_t)^2
 * (-log p_t) (Lin et al. 2017, arXiv:1708.02002). Immutable.
 */
final class Loss {
  /** Keeps rows that are all but certain from having no second derivative. */
  private static final double CURVATURE_LEAST = 1e-6;

  private final KnownRows known;
  private final boolean focal;
  private final int outputs;

  Loss(KnownRows known, boolean focal) {
    this.known = known;
    this.focal = focal;
    this.outputs = known.data().target().names().size();
  }

  /** First and second derivatives, [row][output]. */
  record Derivatives(Rows first, Rows second) {}

  Derivatives derivatives(float[][] margins) {
    int count = known.data().size();
    float[] first = new float[count * outputs];
    float[] second = new float[count * outputs];
    switch (known.data().target()) {
      case Compositions compositions -> {
        Arrays.fill(second, 1);
        for (int i = 0; i < first.length; i++) {
          first[i] = margins[i / outputs][i % outputs] - compositions.fractions().values()[i];
        }
      }
      case Labels labels -> {
        for (int row = 0; row < count; row++) {
          double[] p = probabilities(margins[row]);
          int label = labels.label(row);
          double weight = known.weight(row) * steepness(p[label]);
          for (int k = 0; k < outputs; k++) {
            first[row * outputs + k] = (float) (weight * (p[k] - (k == label ? 1 : 0)));
            second[row * outputs + k] =
                (float) Math.max(CURVATURE_LEAST, 2 * weight * p[k] * (1 - p[k]));
          }
        }
      }
    }
    return new Derivatives(new Rows(count, outputs, first), new Rows(count, outputs, second));
  }

  // -p d/dp of -log p is 1; of (1 - p)^2 (-log p) it is (1 - p)^2 - 2 (1 - p) p log p.
  private double steepness(double p) {
    return focal ? (1 - p) * (1 - p) - 2 * (1 - p) * p * Math.log(Math.max(p, 1e-12)) : 1;
  }

  /** The mean over the rows. */
  double mean(float[][] margins) {
    double sum = 0;
    for (int row = 0; row < margins.length; row++) {
      switch (known.data().target()) {
        case Compositions compositions -> {
          for (int k = 0; k < outputs; k++) {
            double error = margins[row][k] - compositions.fractions().at(row, k);
            sum += error * error / 2;
          }
        }
        case Labels labels -> {
          double p = Math.max(1e-12, probabilities(margins[row])[labels.label(row)]);
          sum -= known.weight(row) * (focal ? (1 - p) * (1 - p) : 1) * Math.log(p);
        }
      }
    }
    return sum / margins.length;
  }

  /** The softmax of the margins. */
  static double[] probabilities(float[] margins) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float margin : margins) {
      largest = Math.max(largest, margin);
    }
    double[] p = new double[margins.length];
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp(margins[k] - largest);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }
}
