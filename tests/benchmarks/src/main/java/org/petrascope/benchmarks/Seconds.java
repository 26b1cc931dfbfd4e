package org.petrascope.benchmarks;

/**
 * What a job took.
 *
 * @param clock seconds by the clock
 * @param processor seconds of the processor, of all threads; other work on the machine hardly
 *     changes it
 */
record Seconds(double clock, double processor) {
  static final Seconds ENDLESS = new Seconds(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** The lesser of each. */
  Seconds best(Seconds other) {
    return new Seconds(Math.min(clock, other.clock), Math.min(processor, other.processor));
  }
}
