package org.petrascope.camera;

/**
 * A camera that cannot do what it was asked; the message says which camera, what happened and the
 * remedy.
 */
public final class CameraException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CameraException(String message) {
    super(message);
  }

  public CameraException(String message, Throwable cause) {
    super(message, cause);
  }
}
