package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A real browser on the page, driven by a script of {@code web-ui/e2e}. */
final class Browser {
  private static final Duration AT_MOST = Duration.ofMinutes(4);

  private Browser() {}

  /** Skips where the page cannot be driven, and says what is missing. */
  static void require() {
    assumeTrue(isOnPath("node"), "node is not installed: the page cannot be driven without it");
    String chromium = Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium");
    assumeTrue(
        Files.isExecutable(Path.of(chromium)),
        chromium + " is missing: install the package chromium, or set CHROMIUM to a browser");
    Path driver = Appliance.checkout().resolve("web-ui/node_modules/playwright-core");
    assumeTrue(Files.isDirectory(driver), driver + " is missing: build web-ui first");
  }

  private static boolean isOnPath(String command) {
    return Pattern.compile(":")
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(place -> Files.isExecutable(Path.of(place, command)));
  }

  /**
   * Runs a script to its end; what it finds wrong is the failure.
   *
   * @param otherwise what the appliance said, for the failure
   */
  static void drives(String script, String url, Path screenshot, Supplier<String> otherwise)
      throws Exception {
    Path said = screenshot.resolveSibling(script + ".out");
    Process browser =
        new ProcessBuilder(
                "node",
                Appliance.checkout().resolve("web-ui/e2e").resolve(script).toString(),
                url,
                screenshot.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertTrue(
          browser.waitFor(AT_MOST.toSeconds(), TimeUnit.SECONDS),
          "the browser still runs after " + AT_MOST);
      assertEquals(0, browser.exitValue(), Files.readString(said) + otherwise.get());
      assertTrue(Files.size(screenshot) > 10_000, "the screenshot is nearly empty");
    } finally {
      Appliance.end(browser);
    }
  }
}
