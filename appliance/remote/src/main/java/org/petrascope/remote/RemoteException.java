package org.petrascope.remote;

/** A store that cannot be read or addressed; the message says what, where and the remedy. */
public final class RemoteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RemoteException(String message) {
    super(message);
  }

  public RemoteException(String message, Throwable cause) {
    super(message, cause);
  }
}
