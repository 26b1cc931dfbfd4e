package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package is built once more, from nothing, in a copy of the checkout at another place. */
@Tag("long")
class ReproduciblePackageTest {
  private static final String COPY =
      """
      set -eu
      cd "$1"
      git ls-files --cached --others --exclude-standard -z | tar --null -T - -cf - | tar -xf - -C "$2"
      for brought in web-ui/node_modules web-ui/target/node; do
        if [ -d "$brought" ]; then
          mkdir -p "$2/${brought%/*}"
          cp -a "$brought" "$2/$brought"
        fi
      done
      """;

  @TempDir Path folder;

  @Test
  void sameSourcesElsewhereMakeTheSameBytes() throws Exception {
    Path checkout = Appliance.checkout();
    Path built = InstalledBox.built();
    assumeTrue(Files.exists(checkout.resolve(".git")), "the sources are no checkout of git");
    Path copy = Files.createDirectory(folder.resolve("elsewhere"));
    HostCommand.run(List.of("bash", "-c", COPY, "copy", checkout.toString(), copy.toString()))
        .well();
    HostCommand.run(
            Duration.ofMinutes(30),
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            List.of(copy.resolve("provisioning/package").toString()))
        .well();
    Path again = copy.resolve(checkout.relativize(built));
    assertEquals(-1, Files.mismatch(built, again), built + " and " + again + " differ");
  }
}
