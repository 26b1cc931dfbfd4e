package org.petrascope.stage;

/**
 * A stage that cannot do what it was asked; the message says which stage, what happened and the
 * remedy.
 */
public final class StageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StageException(String message) {
    super(message);
  }

  public StageException(String message, Throwable cause) {
    super(message, cause);
  }
}
