package org.petrascope.learning;

/** A model that is a network. */
public interface NetworkModel extends Model {
  /** Its numbers, which another library may run or teaching may go on from. */
  NetworkWeights weights();
}
