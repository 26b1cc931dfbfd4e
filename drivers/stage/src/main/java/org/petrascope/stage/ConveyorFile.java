package org.petrascope.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in which a simulated conveyor tells its latest move, so that a simulated camera in another
 * program of this machine can see the core move. Times are those of {@link System#nanoTime()},
 * which all programs of one Linux machine share (CLOCK_MONOTONIC). One program writes; others may
 * read at any time and see one whole move.
 *
 * <pre>
 * petrascope conveyor 1: from -8.25 to 1000.0 mm at 60.0 mm/s with 500.0 mm/s2 since 81273645123 ns
 * </pre>
 */
public final class ConveyorFile {
  private static final String NUMBER = "(-?[0-9.]+(?:E-?[0-9]+)?)";
  private static final Pattern FORM =
      Pattern.compile(
          "petrascope conveyor 1: from %1$s to %1$s mm at %1$s mm/s with %1$s mm/s2 since (-?\\d+) ns\\R?"
              .formatted(NUMBER));

  private ConveyorFile() {}

  /** Replaces the file, whole. */
  public static void write(Path file, Motion motion) {
    String text =
        String.format(
            Locale.ROOT,
            "petrascope conveyor 1: from %s to %s mm at %s mm/s with %s mm/s2 since %d ns%n",
            motion.fromMm(),
            motion.toMm(),
            motion.speedMmPerS(),
            motion.accelerationMmPerS2(),
            motion.beganNs());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StageException(
          "the conveyor's file %s cannot be written (%s): name one in a folder that the appliance may write to"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** The latest move; empty where nobody wrote the file yet. */
  public static Optional<Motion> read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StageException(
          "the conveyor's file %s cannot be read (%s): name the file that the appliance writes"
              .formatted(file, e.getMessage()),
          e);
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new StageException(
          "%s holds no move of a conveyor: name the file that the appliance writes"
              .formatted(file));
    }
    return Optional.of(
        new Motion(
            Double.parseDouble(form.group(1)),
            Double.parseDouble(form.group(2)),
            Double.parseDouble(form.group(3)),
            Double.parseDouble(form.group(4)),
            Long.parseLong(form.group(5))));
  }
}
