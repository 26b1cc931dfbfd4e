package org.petrascope.learning;

import java.util.List;
import java.util.Optional;

/**
 * What training gives: an ensemble with intervals or label sets, and the flags that say where not
 * to believe it. May be used by many threads; whoever has it closes it.
 */
public final class TrainedModel implements AutoCloseable {
  private final Ensemble ensemble;
  private final Doubt doubt;

  TrainedModel(Ensemble ensemble, Doubt doubt) {
    this.ensemble = ensemble;
    this.doubt = doubt;
  }

  Doubt doubt() {
    return doubt;
  }

  public Ensemble ensemble() {
    return ensemble;
  }

  /** What a row must be. */
  public RowShape shape() {
    return ensemble.shape();
  }

  /** The classes or components, in the order of the outputs. */
  public List<String> names() {
    return ensemble.names();
  }

  /** Whether what it predicts of a row sums to one: probabilities, and fractions of a whole. */
  public boolean closes() {
    return ensemble.stack().closes();
  }

  /** Predicts rows of {@link #shape}, in batches of any size. */
  public Prediction predict(Rows rows) {
    if (rows.columns() != shape().columns()) {
      throw new IllegalArgumentException("%s, the model takes %s".formatted(rows, shape()));
    }
    Answer answer = ensemble.answer(rows);
    return new Prediction(answer, doubt.flags(shape(), rows, answer));
  }

  /** As {@link Ensemble#contributions}. */
  public Optional<Rows> contributions(Rows rows, int output) {
    return ensemble.contributions(rows, output);
  }

  @Override
  public void close() {
    ensemble.close();
  }
}
