package org.petrascope.spectral;

/**
 * Spectral data that cannot be used as asked; the message says which, what is wrong and the remedy.
 */
public final class SpectralException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SpectralException(String message) {
    super(message);
  }
}
