package org.petrascope.sync;

/** Sending or checking that cannot be done as asked; the message says what and the remedy. */
public final class SyncException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SyncException(String message) {
    super(message);
  }

  public SyncException(String message, Throwable cause) {
    super(message, cause);
  }
}
