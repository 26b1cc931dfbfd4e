package org.petrascope.scan;

import java.util.Objects;
import org.petrascope.camera.CameraException;
import org.petrascope.formats.FormatException;
import org.petrascope.learning.LearningException;
import org.petrascope.spectral.SpectralException;
import org.petrascope.stage.StageException;
import org.petrascope.store.StoreException;

/** What went wrong, in words for people. */
final class Failure {
  private Failure() {}

  /** The message of our own exceptions; anything else is a fault of the software. */
  static String sentence(Throwable cause) {
    return switch (cause) {
      case ScanException e -> words(e);
      case CameraException e -> words(e);
      case StageException e -> words(e);
      case SpectralException e -> words(e);
      case FormatException e -> words(e);
      case StoreException e -> words(e);
      case LearningException e -> words(e);
      case OutOfMemoryError e ->
          "the appliance ran out of memory: give it more, then finish the scan from its raw lines";
      default ->
          "a fault of the software stopped the scan (%s): finish it from its raw lines and report the fault"
              .formatted(cause);
    };
  }

  private static String words(Throwable cause) {
    return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
  }
}
