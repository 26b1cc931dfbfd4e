package org.petrascope.learning;

/** A network that is being taught by some library. Used by one thread, and closed by its owner. */
public interface TaughtNetwork extends AutoCloseable {
  /** Makes one, with these weights to begin with. */
  @FunctionalInterface
  interface Library {
    TaughtNetwork start(NetworkWeights weights, NetworkObjective objective);
  }

  /**
   * One step of Adam (Kingma and Ba 2015, arXiv:1412.6980).
   *
   * @param rate of learning
   */
  void step(NetworkBatch batch, double rate);

  /** Outputs for rows without NaN, divided by their ceilings; nothing is dropped. */
  Rows outputs(Rows rows);

  /** A copy of the weights as they are. */
  NetworkWeights weights();

  @Override
  void close();
}
