package org.petrascope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.petrascope.camera.CameraException;
import org.petrascope.fleet.FleetException;
import org.petrascope.formats.FormatException;
import org.petrascope.laboratory.LaboratoryException;
import org.petrascope.learning.CancelledException;
import org.petrascope.learning.LearningException;
import org.petrascope.scan.ScanException;
import org.petrascope.scenes.SceneException;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.simulator.SimulatorException;
import org.petrascope.spectral.SpectralException;
import org.petrascope.stage.StageException;
import org.petrascope.update.UpdateException;

/**
 * What an exception means to a person: its kind and one plain sentence. The modules' own exceptions
 * carry their sentence; only what nobody foresaw is named by its class.
 */
final class Failures {
  private Failures() {}

  static Kind kind(Throwable failure) {
    return switch (failure) {
      case ServerException e -> e.kind();
      case SpectralException e -> Kind.UNUSABLE;
      case FormatException e -> outOfSpace(e) ? Kind.FULL : Kind.UNUSABLE;
      case LearningException e -> outOfSpace(e) ? Kind.FULL : Kind.UNUSABLE;
      case LaboratoryException e -> outOfSpace(e) ? Kind.FULL : Kind.UNUSABLE;
      case CancelledException e -> Kind.CONFLICT;
      case SceneException e -> Kind.UNUSABLE;
      case ScanException e -> outOfSpace(e) ? Kind.FULL : Kind.CONFLICT;
      case CameraException e -> Kind.CONFLICT;
      case StageException e -> Kind.CONFLICT;
      case UpdateException e -> Kind.CONFLICT;
      case FleetException e -> Kind.CONFLICT;
      case SimulatorException e -> Kind.CONFLICT;
      case IllegalArgumentException e -> Kind.BAD_REQUEST;
      default -> outOfSpace(failure) ? Kind.FULL : Kind.FAILED;
    };
  }

  static String sentence(Throwable failure) {
    return switch (failure) {
      case UncheckedIOException e when e.getCause() != null -> sentence(e.getCause());
      case NoSuchFileException e -> e.getFile() + " does not exist: check the name";
      case AccessDeniedException e ->
          e.getFile() + " may not be used by this user: change its owner or rights";
      case FileAlreadyExistsException e -> e.getFile() + " is in the way: remove or rename it";
      case IOException e when outOfSpace(e) ->
          "the disk is full (%s): free some space and try again".formatted(e.getMessage());
      case IOException e -> "reading or writing failed: " + e.getMessage();
      case OutOfMemoryError e ->
          "memory is used up (%s): give Java more with -Xmx".formatted(e.getMessage());
      default -> {
        String message = failure.getMessage();
        yield message != null && foreseen(failure) ? message : unforeseen(failure);
      }
    };
  }

  private static boolean outOfSpace(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left")
        || message.contains("the disk is full")
        || message.contains("are free at")
        || message.contains("quota exceeded");
  }

  private static boolean foreseen(Throwable failure) {
    return failure.getClass().getName().startsWith("org.petrascope.")
        || failure instanceof IllegalArgumentException
        || failure instanceof IllegalStateException;
  }

  private static String unforeseen(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return "something failed that nobody foresaw (%s%s%s): please report it"
        .formatted(
            failure.getClass().getSimpleName(),
            failure.getMessage() == null ? "" : ": " + failure.getMessage(),
            trace.length == 0 ? "" : " at " + trace[0]);
  }
}
