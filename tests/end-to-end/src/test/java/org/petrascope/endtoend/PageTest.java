package org.petrascope.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser: a finished scan with legend, log and spectrum, a refusal, a scan that
 * is started on the page and grows on it, and nothing that axe finds fault with.
 */
class PageTest {
  private static final Duration DEMO_AT_MOST = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void aPersonSeesAndStartsScansInTheBrowser() throws Exception {
    Browser.require();
    try (PageServer demo = PageServer.start(folder, "demo", "--port", freePort())) {
      Browser.drives("page.mjs", demo.url(DEMO_AT_MOST), folder.resolve("page.png"), demo::words);
    }
  }

  /** A port that nobody listens on. */
  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return String.valueOf(socket.getLocalPort());
    }
  }
}
