package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of real measurements beside the checkout, or where PETRASCOPE_DATA points. */
final class Data {
  private Data() {}

  /** A file of it; the test is skipped, with the reason, where the folder is missing. */
  static Path file(String name) {
    Path folder =
        Optional.ofNullable(System.getenv("PETRASCOPE_DATA"))
            .map(Path::of)
            .orElseGet(() -> Appliance.checkout().resolve("../shared/data"));
    assumeTrue(
        Files.isDirectory(folder),
        "no real measurements here: set PETRASCOPE_DATA to their folder");
    return folder.resolve(name).normalize();
  }
}
