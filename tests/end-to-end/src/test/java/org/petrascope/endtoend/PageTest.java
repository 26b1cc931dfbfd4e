package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser: a finished scan with legend, log and spectrum, a refusal, a scan that
 * is started on the page and grows on it, and nothing that axe finds fault with.
 */
class PageTest {
  private static final Duration DEMO_AT_MOST = Duration.ofMinutes(3);
  private static final Duration BROWSER_AT_MOST = Duration.ofMinutes(4);
  private static final long LOOK_AGAIN_MS = 200;

  @TempDir Path folder;

  @Test
  void aPersonSeesAndStartsScansInTheBrowser() throws Exception {
    Path script = Appliance.checkout().resolve("web-ui/e2e/page.mjs");
    requireBrowser(script);
    String port = String.valueOf(freePort());
    String url = "http://127.0.0.1:" + port;
    Path out = folder.resolve("demo.out");
    Path err = folder.resolve("demo.err");
    Process demo = Appliance.start(List.of(), out, err, "demo", "--port", port);
    try {
      awaitPage(demo, out, err);
      Path screenshot = folder.resolve("page.png");
      Path said = folder.resolve("browser.out");
      Process browser =
          new ProcessBuilder("node", script.toString(), url, screenshot.toString())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      try {
        assertTrue(
            browser.waitFor(BROWSER_AT_MOST.toSeconds(), TimeUnit.SECONDS),
            "the browser still runs after " + BROWSER_AT_MOST);
        assertEquals(0, browser.exitValue(), Files.readString(said) + Files.readString(err));
        assertTrue(Files.size(screenshot) > 10_000, "the screenshot is nearly empty");
      } finally {
        Appliance.end(browser);
      }
    } finally {
      Appliance.end(demo);
    }
  }

  /** Skips where the page cannot be driven, and says what is missing. */
  private static void requireBrowser(Path script) {
    assumeTrue(isOnPath("node"), "node is not installed: the page cannot be driven without it");
    String chromium = Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium");
    assumeTrue(
        Files.isExecutable(Path.of(chromium)),
        chromium + " is missing: install the package chromium, or set CHROMIUM to a browser");
    Path driver = script.resolveSibling("../node_modules/playwright-core").normalize();
    assumeTrue(Files.isDirectory(driver), driver + " is missing: build web-ui first");
  }

  private static boolean isOnPath(String command) {
    return Pattern.compile(":")
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(place -> Files.isExecutable(Path.of(place, command)));
  }

  /** A port that nobody listens on. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPage(Process demo, Path out, Path err) throws Exception {
    long end = System.nanoTime() + DEMO_AT_MOST.toNanos();
    while (!(Files.readString(out) + Files.readString(err)).contains("The page is at ")) {
      boolean ended = demo.waitFor(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
      assertTrue(!ended && System.nanoTime() < end, () -> read(err));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return file + " cannot be read: " + e.getMessage();
    }
  }
}
