package org.petrascope.learning;

/** A model that knows how sure it is of every single prediction. */
public interface Uncertain {
  /** One standard deviation of every output, [row][output], in units of the output. */
  Rows deviations(Rows rows);
}
