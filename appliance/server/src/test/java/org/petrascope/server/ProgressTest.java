package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long nowNs;

  @Test
  void terminalShowsShareAndTimeLeftAndIsWipedAtTheEnd() {
    try (Progress progress = new Progress(terminal, "mapping", () -> nowNs)) {
      nowNs = 10_000_000_000L;
      progress.at(25, 100);
      String drawn = bytes.toString(StandardCharsets.UTF_8);
      assertTrue(drawn.endsWith("mapping:  25 % (25 of 100), 30 s left"), drawn);
    }
    assertTrue(bytes.toString(StandardCharsets.UTF_8).endsWith("\r\u001b[K"));
  }

  @Test
  void manyStepsAreDrawnRarely() {
    try (Progress progress = new Progress(terminal, "mapping", () -> nowNs)) {
      for (int line = 0; line < 1000; line++) {
        nowNs += 1_000_000;
        progress.at(line, 1000);
      }
    }
    assertTrue(bytes.toString(StandardCharsets.UTF_8).chars().filter(c -> c == '\r').count() < 8);
  }

  @Test
  void withoutATerminalNothingIsDrawn() {
    try (Progress progress = new Progress(null, "mapping", () -> nowNs)) {
      nowNs = 10_000_000_000L;
      progress.at(25, 100);
    }
    assertEquals(0, bytes.size());
  }
}
