package org.petrascope.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The last of what the appliance's services told the system's log. */
final class SystemLog {
  private static final int LINES_MAX = 5000;
  private static final int BYTES_MAX = 2 << 20;

  private static final List<String> COMMAND =
      List.of(
          "journalctl",
          "--unit=petrascope*",
          "--lines=" + LINES_MAX,
          "--output=short-iso",
          "--no-pager",
          "--quiet");

  private SystemLog() {}

  /** At most 5000 lines and 2 MiB of them, or why there are none. */
  static String last() {
    try {
      Process process = new ProcessBuilder(COMMAND).redirectErrorStream(true).start();
      try (InputStream in = process.getInputStream()) {
        byte[] last = in.readNBytes(BYTES_MAX);
        return last.length == 0
            ? "the system's log holds nothing of the appliance\n"
            : new String(last, StandardCharsets.UTF_8);
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      return "there is no system's log to read: " + e.getMessage() + "\n";
    }
  }
}
