package org.petrascope.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The log that TensorFlow writes to standard error, which belongs to the command. A process's first
 * graph is announced by a logger inside the library that reads no variable and offers no function:
 * standard error leads to a file meanwhile, and what others wrote there is put back. To be called
 * once, before any graph runs.
 */
final class NativeLog {
  private static final int STANDARD_ERROR = 2;
  private static final int OWNER_ALONE = 0600;

  /** What it says to nobody in particular; errors are for the person and are put back. */
  private static final Pattern THEIRS =
      Pattern.compile("WARNING: All log messages before absl::InitializeLog.*|I\\d{4} .*");

  private NativeLog() {}

  /** Does something, and keeps back what the library says of it. */
  static void without(Runnable work) {
    Optional<Path> place = place();
    if (place.isEmpty()) {
      work.run();
      return;
    }
    try {
      aside(place.get(), work);
    } finally {
      putBack(place.get());
    }
  }

  /** A file for its words; where there is no room for one they are said aloud. */
  private static Optional<Path> place() {
    try {
      return Optional.of(Files.createTempFile("petrascope", ".log"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void aside(Path file, Runnable work) {
    try (Arena arena = Arena.ofConfined()) {
      int elsewhere =
          call(
              function("creat", ADDRESS, JAVA_INT),
              arena.allocateFrom(file.toString()),
              OWNER_ALONE);
      int kept = call(function("dup", JAVA_INT), STANDARD_ERROR);
      call(function("dup2", JAVA_INT, JAVA_INT), elsewhere, STANDARD_ERROR);
      try {
        work.run();
      } finally {
        call(function("dup2", JAVA_INT, JAVA_INT), kept, STANDARD_ERROR);
        call(function("close", JAVA_INT), kept);
        call(function("close", JAVA_INT), elsewhere);
      }
    }
  }

  private static void putBack(Path file) {
    try {
      Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
          .filter(line -> !THEIRS.matcher(line).matches())
          .forEach(System.err::println);
      Files.delete(file);
    } catch (IOException e) {
      System.err.println("words of TensorFlow are in " + file + ": " + e.getMessage());
    }
  }

  private static MethodHandle function(String name, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private static int call(MethodHandle function, Object... arguments) {
    try {
      return (int) function.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of C throws no checked exception", e);
    }
  }
}
