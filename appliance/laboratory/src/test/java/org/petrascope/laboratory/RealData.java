package org.petrascope.laboratory;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Published data; tests that need it are skipped where it is missing. */
final class RealData {
  private RealData() {}

  /** A file or folder of the data; the test is skipped when it is not there. */
  static Path path(String relative) {
    String folder = System.getenv("PETRASCOPE_DATA");
    Path data = folder == null ? fromCheckout() : Path.of(folder);
    Path path = data.resolve(relative);
    assumeTrue(
        Files.exists(path),
        () -> path + " is missing: set PETRASCOPE_DATA to the folder with the real data");
    return path;
  }

  private static Path fromCheckout() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve("web-ui"))) {
      folder = folder.getParent();
    }
    return folder.resolveSibling("shared").resolve("data");
  }
}
