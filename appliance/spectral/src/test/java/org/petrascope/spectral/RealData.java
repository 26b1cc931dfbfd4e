package org.petrascope.spectral;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Published measurements, which are not part of the project; for the tests of every module. */
public final class RealData {
  private RealData() {}

  /** A file or folder of the data; the test is skipped when it is not there. */
  public static Path path(String relative) {
    String folder = System.getenv("PETRASCOPE_DATA");
    Path data = folder == null ? besideTheCheckout() : Path.of(folder);
    Path path = data.resolve(relative).toAbsolutePath().normalize();
    assumeTrue(
        Files.exists(path),
        () -> path + " is missing: set PETRASCOPE_DATA to the folder with the real data");
    return path;
  }

  private static Path besideTheCheckout() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve("web-ui"))) {
      folder = folder.getParent();
    }
    return folder.resolveSibling("shared").resolve("data");
  }
}
