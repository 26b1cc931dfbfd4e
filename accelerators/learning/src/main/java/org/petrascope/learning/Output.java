package org.petrascope.learning;

/**
 * What one model says of many rows.
 *
 * @param values as {@link Model#predict}
 * @param deviations as {@link Uncertain#deviations}; zeros where the model does not know
 */
record Output(Rows values, Rows deviations) {
  static Output of(Model model, Rows rows) {
    Rows values = model.predict(rows);
    Rows deviations =
        model instanceof Uncertain uncertain
            ? uncertain.deviations(rows)
            : new Rows(values.count(), values.columns(), new float[values.values().length]);
    return new Output(values, deviations);
  }

  Output select(int... rows) {
    return new Output(values.select(rows), deviations.select(rows));
  }
}
