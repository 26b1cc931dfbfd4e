package org.petrascope.learning;

import org.jspecify.annotations.Nullable;

/**
 * Learning or predicting failed; the message says what, where, what was expected and the remedy.
 */
public final class LearningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LearningException(String message) {
    super(message);
  }

  public LearningException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
