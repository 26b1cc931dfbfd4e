package org.petrascope.learning;

import java.util.ArrayList;
import java.util.List;

/** Steps one after the other with what they learned. Immutable; may be used by many threads. */
final class FittedChain {
  private final List<Step> steps;
  private final List<double[]> learned;
  private final List<RowShape> inputs = new ArrayList<>();
  private final List<Step.Prepared> prepared = new ArrayList<>();
  private final RowShape shape;

  FittedChain(List<Step> steps, RowShape input, List<double[]> learned) {
    this.steps = steps;
    this.learned = learned;
    RowShape at = input;
    for (int i = 0; i < steps.size(); i++) {
      inputs.add(at);
      prepared.add(steps.get(i).prepare(at, learned.get(i)));
      at = steps.get(i).shape(at);
    }
    this.shape = at;
  }

  static FittedChain fit(List<Step> steps, RowShape shape, Rows rows) {
    List<double[]> learned = new ArrayList<>();
    float[] spectra = rows.values().clone();
    int count = rows.count() * shape.pixels();
    RowShape at = shape;
    for (Step step : steps) {
      RowShape out = step.shape(at);
      double[] known = step.learn(new Rows(count, at.bands(), spectra));
      spectra = step.prepare(at, known).apply(spectra, count);
      requireNumbers(step, new Rows(rows.count(), out.columns(), spectra));
      learned.add(known);
      at = out;
    }
    return new FittedChain(steps, shape, learned);
  }

  private static void requireNumbers(Step step, Rows rows) {
    for (int i = 0; i < rows.values().length; i++) {
      if (!Float.isFinite(rows.values()[i])) {
        throw new LearningException(
            "row %d is not a number after the preprocessing step %s, because its spectrum is flat or not above zero: leave the row or the step out"
                .formatted(i / rows.columns() + 1, step));
      }
    }
  }

  RowShape shape() {
    return shape;
  }

  List<double[]> learned() {
    return learned;
  }

  /** New spectra [spectrum][band]; those given stay as they are. */
  float[] apply(float[] spectra, int count) {
    float[] at = spectra.clone();
    for (Step.Prepared step : prepared) {
      at = step.apply(at, count);
    }
    return at;
  }

  float[] attribute(float[] shares) {
    float[] at = shares;
    for (int i = steps.size() - 1; i >= 0; i--) {
      at = steps.get(i).attribute(at, inputs.get(i));
    }
    return at;
  }
}
