package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser: a finished scan with legend, log and spectrum, a refusal, a scan that
 * is started on the page and grows on it, and nothing that axe finds fault with.
 */
class PageTest {
  private static final Duration DEMO_AT_MOST = Duration.ofMinutes(3);
  private static final long LOOK_AGAIN_MS = 200;

  @TempDir Path folder;

  @Test
  void aPersonSeesAndStartsScansInTheBrowser() throws Exception {
    Browser.require();
    String port = String.valueOf(freePort());
    String url = "http://127.0.0.1:" + port;
    Path out = folder.resolve("demo.out");
    Path err = folder.resolve("demo.err");
    Process demo = Appliance.start(List.of(), out, err, "demo", "--port", port);
    try {
      awaitPage(demo, out, err);
      Browser.drives("page.mjs", url, folder.resolve("page.png"), () -> read(err));
    } finally {
      Appliance.end(demo);
    }
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
