package org.petrascope.learning;

import java.util.Set;

/**
 * How models are judged before anybody believes them.
 *
 * @param split which groups are left out together
 * @param references groups that are learned from in every fold and never tested, such as a spectral
 *     library beside the holes
 * @param coverage share of the truths that intervals and label sets shall hold, such as 0.9
 * @param selfTrainingRounds how often rows of unknown class that a model is sure of are learned
 *     from as if they were known; 0 passes them over
 */
public record ValidationPlan(
    Split split, Set<String> references, double coverage, int selfTrainingRounds) {
  private static final int ROUNDS_MAX = 2;

  /** Which groups are left out together. No group is ever split. */
  public sealed interface Split {}

  /**
   * Groups dealt to folds of even size and composition.
   *
   * @param repeats how often they are dealt anew, each time with another seed
   */
  public record GroupFolds(int folds, int repeats) implements Split {
    public GroupFolds {
      if (folds < 2 || repeats < 1) {
        throw new IllegalArgumentException(
            "%d folds, %d times: at least 2 folds, once, are needed".formatted(folds, repeats));
      }
    }

    @Override
    public String toString() {
      return repeats == 1
          ? folds + " folds of groups"
          : "%d folds of groups, %d times".formatted(folds, repeats);
    }
  }

  /** Every group is a fold: leave one hole, or one formation, out. */
  public record EachGroup() implements Split {
    @Override
    public String toString() {
      return "each group left out in turn";
    }
  }

  public ValidationPlan {
    references = Set.copyOf(references);
    if (!(coverage > 0 && coverage < 1)) {
      throw new IllegalArgumentException(
          "coverage is %s, it must lie between 0 and 1, such as 0.9".formatted(coverage));
    }
    if (selfTrainingRounds < 0 || selfTrainingRounds > ROUNDS_MAX) {
      throw new IllegalArgumentException(
          "%d rounds of self-training, at most %d are allowed"
              .formatted(selfTrainingRounds, ROUNDS_MAX));
    }
  }

  /** Group folds with 90 % intervals, no references and no self-training. */
  public static ValidationPlan folds(int folds, int repeats) {
    return new ValidationPlan(new GroupFolds(folds, repeats), Set.of(), 0.9, 0);
  }

  /** Each group left out in turn, with 90 % intervals, no references and no self-training. */
  public static ValidationPlan eachGroup() {
    return new ValidationPlan(new EachGroup(), Set.of(), 0.9, 0);
  }

  public ValidationPlan withReferences(Set<String> groups) {
    return new ValidationPlan(split, groups, coverage, selfTrainingRounds);
  }

  public ValidationPlan withCoverage(double share) {
    return new ValidationPlan(split, references, share, selfTrainingRounds);
  }

  public ValidationPlan withSelfTraining(int rounds) {
    return new ValidationPlan(split, references, coverage, rounds);
  }
}
