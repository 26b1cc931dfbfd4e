package org.petrascope.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of a release as this very machine loads them, for a quicker start: made by the same
 * program of the package that makes it at its installation. A release starts without it too.
 */
final class StartCache {
  private static final Logger LOG = LoggerFactory.getLogger(StartCache.class);
  private static final Path PROGRAM = Path.of("/usr/lib/petrascope/petrascope-start-cache");

  /** The program ends itself before. */
  private static final long SECONDS_MAX = 120;

  private StartCache() {}

  /** Makes it in the folder of the release; where that fails, the release has none. */
  static void make(Path release) {
    if (!Files.isExecutable(PROGRAM)) {
      return; // not a box with the package
    }
    try {
      Process process =
          new ProcessBuilder(PROGRAM.toString(), release.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      if (process.waitFor() != 0) {
        LOG.warn("no start cache was made for {}: it starts all the same, more slowly", release);
      }
    } catch (IOException e) {
      LOG.warn("no start cache was made for {}: {}", release, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
