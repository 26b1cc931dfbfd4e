package org.petrascope.learning;

/**
 * What one model says of many rows.
 *
 * @param values as {@link Model#predict}
 * @param deviations as {@link Uncertain#deviations}; zeros where the model does not know or was not
 *     asked
 */
record Output(Rows values, Rows deviations) {
  /** What a model says; its deviations only where they are asked for, as they may take long. */
  static Output of(Model model, Rows rows, boolean withDeviations) {
    Rows values = model.predict(rows);
    Rows deviations =
        withDeviations && model instanceof Uncertain uncertain
            ? uncertain.deviations(rows)
            : new Rows(values.count(), values.columns(), new float[values.values().length]);
    return new Output(values, deviations);
  }

  Output select(int... rows) {
    return new Output(values.select(rows), deviations.select(rows));
  }
}
