package org.petrascope.learning;

import java.util.ArrayList;
import java.util.List;

/** What is predicted of many rows, and how far it may be off. */
public sealed interface Answer permits Answer.OfClasses, Answer.OfCompositions {
  /** Probabilities or fractions, [row][output]; NaN throughout for a row without data. */
  Rows values();

  /**
   * Classes.
   *
   * @param values probabilities, which sum to one
   * @param sets 1 where the class belongs to the label set of the row, otherwise 0; the sets hold
   *     the true class as often as the validation plan's coverage says
   */
  record OfClasses(Rows values, Rows sets) implements Answer {
    /** The most probable class, or -1 for a row without data. */
    public int best(int row) {
      return second(row, -1);
    }

    /** The most probable class but the best, or -1 where there is none. */
    public int second(int row) {
      return second(row, best(row));
    }

    private int second(int row, int first) {
      int best = -1;
      for (int output = 0; output < values.columns(); output++) {
        float value = values.at(row, output);
        if (output != first && !Float.isNaN(value)) {
          best = best < 0 || value > values.at(row, best) ? output : best;
        }
      }
      return best;
    }

    /** Probability of the best class; NaN for a row without data. */
    public float confidence(int row) {
      int best = best(row);
      return best < 0 ? Float.NaN : values.at(row, best);
    }

    /** The classes of the label set, in the order of the output. */
    public List<Integer> set(int row) {
      List<Integer> set = new ArrayList<>();
      for (int output = 0; output < sets.columns(); output++) {
        if (sets.at(row, output) > 0) {
          set.add(output);
        }
      }
      return set;
    }
  }

  /**
   * Fractions with their intervals, which lie in [0, 1], hold the value, and hold the laboratory's
   * number as often as the validation plan's coverage says.
   */
  record OfCompositions(Rows values, Rows lower, Rows upper) implements Answer {}
}
