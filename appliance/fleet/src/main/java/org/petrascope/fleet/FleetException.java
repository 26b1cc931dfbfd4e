package org.petrascope.fleet;

/** Work on a fleet that cannot be done; the message says what, where, why and the remedy. */
public final class FleetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FleetException(String message) {
    super(message);
  }

  public FleetException(String message, Throwable cause) {
    super(message, cause);
  }
}
