package org.petrascope.learning;

import java.util.Optional;

/**
 * How to train, whatever the model.
 *
 * @param seed of every random decision
 * @param balance how rare classes are helped; compositions know no classes
 * @param warmStart a model of the same kind to go on from, of another site perhaps; kinds that
 *     cannot go on from one refuse it
 */
public record TrainingPlan(long seed, ClassBalance balance, Optional<Model> warmStart) {
  /** How rare classes are helped. */
  public enum ClassBalance {
    /** Every row counts the same. */
    NONE,
    /** Every class counts the same: a row's weight is one over the size of its class. */
    WEIGHTED,
    /**
     * The weights above, and rows that are told easily count less (Lin et al. 2017,
     * arXiv:1708.02002); kinds without a differentiable loss take the weights alone.
     */
    FOCAL
  }

  /** From nothing, classes weighted. */
  public static TrainingPlan seeded(long seed) {
    return new TrainingPlan(seed, ClassBalance.WEIGHTED, Optional.empty());
  }

  /** The same with another seed. */
  public TrainingPlan withSeed(long newSeed) {
    return new TrainingPlan(newSeed, balance, warmStart);
  }
}
