package org.petrascope.learning;

/** A model that knows how far its own predictions may be off. */
public interface Uncertain {
  /**
   * One standard deviation of every output of every row, in the unit of the outputs: [row][output].
   * A row with a NaN gets NaN throughout.
   */
  Rows deviations(Rows rows);
}
