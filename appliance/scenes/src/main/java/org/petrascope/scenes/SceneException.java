package org.petrascope.scenes;

/**
 * A scene that cannot be laid under the camera; the message says which file, what is wrong and the
 * remedy.
 */
public final class SceneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SceneException(String message) {
    super(message);
  }

  public SceneException(String message, Throwable cause) {
    super(message, cause);
  }
}
