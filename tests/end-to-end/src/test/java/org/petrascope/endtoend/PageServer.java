package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command that serves the page, as a process of its own, until this is closed. */
final class PageServer implements AutoCloseable {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:Petrascope|The page) is at (http[^\\s,]+)[,\\s]");

  private static final long LOOK_AGAIN_MS = 100;

  private final Process process;
  private final Path out;
  private final Path err;

  private PageServer(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param folder for what it says
   */
  static PageServer start(Path folder, String... arguments) throws IOException {
    Path out = folder.resolve(arguments[0] + ".out");
    Path err = folder.resolve(arguments[0] + ".err");
    return new PageServer(Appliance.start(List.of(), out, err, arguments), out, err);
  }

  /** Where the page is, as soon as it says so. */
  String url(Duration atMost) throws IOException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      for (Path file : List.of(out, err)) {
        Matcher said = ADDRESS.matcher(Files.readString(file));
        if (said.find()) {
          return said.group(1);
        }
      }
      boolean ended = process.waitFor(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
      assertTrue(!ended && System.nanoTime() < end, this::words);
    }
  }

  /** What it said on standard error. */
  String words() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      return err + " cannot be read: " + e.getMessage();
    }
  }

  @Override
  public void close() throws InterruptedException {
    Appliance.end(process);
  }
}
