package org.petrascope.update;

/** An update that cannot go on; the message says what, where, why and the remedy. */
public final class UpdateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UpdateException(String message) {
    super(message);
  }

  public UpdateException(String message, Throwable cause) {
    super(message, cause);
  }
}
