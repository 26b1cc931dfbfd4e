package org.petrascope.scan;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the real data lie that the tests use but the project does not carry. */
final class RealData {
  private RealData() {}

  /** A file or folder of the data; the test is skipped where it is missing. */
  static Path require(String name) {
    Path folder =
        Optional.ofNullable(System.getenv("PETRASCOPE_DATA"))
            .map(Path::of)
            .orElse(Path.of("../../../shared/data"));
    Path file = folder.resolve(name);
    assumeTrue(
        Files.exists(file),
        file + " is missing: set PETRASCOPE_DATA to the folder of the real data");
    return file;
  }
}
