package org.petrascope.spectral;

import java.util.Locale;
import java.util.Optional;

/** How a spectrum is compared with a library. */
public enum MapMethod {
  /** Absorption features of one or two minerals, fitted together in the diagnostic windows. */
  AUTO,
  /** Spectral angle over all common bands. */
  SAM,
  /** Spectral angle of the continuum-removed short-wave infrared. */
  MSAM,
  /** Least-squares fit of single continuum-removed features, weighted by their depth. */
  FEATURE,
  /** Fully constrained least squares over one record of every mineral. */
  FCLS;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The method of this name as the command line writes it. */
  public static Optional<MapMethod> ofLabel(String label) {
    for (MapMethod method : values()) {
      if (method.label().equals(label.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }
}
