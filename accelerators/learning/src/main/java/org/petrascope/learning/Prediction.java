package org.petrascope.learning;

/** What a trained model says of many rows, and where not to believe it. */
public record Prediction(Answer answer, Flags flags) {
  public Prediction {
    if (answer.values().count() != flags.count()) {
      throw new IllegalArgumentException(
          "%s have %d flags".formatted(answer.values(), flags.count()));
    }
  }
}
