package org.petrascope.formats;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file that cannot be read or written as asked; the message says which, why and the remedy. */
public final class FormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FormatException(String message) {
    super(message);
  }

  private FormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The file could not be read. */
  static FormatException reading(Path file, IOException cause) {
    return new FormatException(
        "cannot read %s: %s".formatted(file, reason(cause, "check its name")), cause);
  }

  /** The file could not be written. */
  static FormatException writing(Path file, IOException cause) {
    return new FormatException(
        "cannot write %s: %s".formatted(file, reason(cause, "make its folder first")), cause);
  }

  private static String reason(IOException cause, String remedyWhereMissing) {
    return switch (cause) {
      case NoSuchFileException missing -> "it does not exist; " + remedyWhereMissing;
      case AccessDeniedException denied -> "access is denied; check the owner and the mode";
      case FileAlreadyExistsException existing -> "it exists already; choose another name";
      case FileSystemException other ->
          withRemedy(Objects.toString(other.getReason(), "it failed"));
      default -> withRemedy(Objects.toString(cause.getMessage(), "the disk failed"));
    };
  }

  private static String withRemedy(String reason) {
    return reason.contains("No space left")
        ? "the disk is full; delete or export old scans, or choose another disk"
        : reason + "; check the disk";
  }
}
