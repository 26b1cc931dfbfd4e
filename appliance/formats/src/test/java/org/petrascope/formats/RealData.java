package org.petrascope.formats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the shared measurements, which are not part of the project. */
final class RealData {
  private RealData() {}

  /** A file of it; skips the test that asks when it is not on this machine. */
  static Path file(String path) {
    String folder = System.getenv("PETRASCOPE_DATA");
    Path data = folder == null ? checkout().resolve("../shared/data") : Path.of(folder);
    Path file = data.resolve(path);
    assumeTrue(
        Files.exists(file), () -> "no real data: " + file + " is missing, set PETRASCOPE_DATA");
    return file;
  }

  private static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.isDirectory(folder.resolve("tests"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
