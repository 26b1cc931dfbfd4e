package org.petrascope.learning;

/**
 * Whether the ensemble earns its place beside its best member, judged on the same folds.
 *
 * @param bestMember the member with the least mean loss over the folds
 * @param gain mean over the folds of the best member's loss less the ensemble's; above 0 the
 *     ensemble is better
 * @param noise what the gain must pass to be more than chance
 */
public record Verdict(Outcome outcome, String bestMember, double gain, double noise) {
  /** How the ensemble compares. */
  public enum Outcome {
    BETTER,
    NO_DIFFERENCE,
    WORSE,
    /** There is one member only. */
    ALONE
  }

  /** The verdict in one sentence. */
  public String sentence() {
    String numbers = "by %.4f, noise is %.4f".formatted(Math.abs(gain), noise);
    return switch (outcome) {
      case BETTER ->
          "the ensemble is better than its best member %s (%s)".formatted(bestMember, numbers);
      case NO_DIFFERENCE ->
          "the ensemble and its best member %s differ by no more than noise (%s)"
              .formatted(bestMember, numbers);
      case WORSE ->
          "the ensemble is worse than its best member %s (%s): use that model alone"
              .formatted(bestMember, numbers);
      case ALONE ->
          "there is one model only, %s; there is nothing to combine".formatted(bestMember);
    };
  }
}
