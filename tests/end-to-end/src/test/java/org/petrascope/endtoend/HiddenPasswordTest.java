package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start as a person has it: at a terminal, which shows what is typed. */
class HiddenPasswordTest {
  private static final List<String> ANSWERS =
      List.of("North Ridge", "Core shed", "127.0.0.1", "", "", "", "", "Kari", "kari");
  private static final String SECRET = "correct horse 7";

  @TempDir Path folder;

  @Test
  void passwordIsNotShownWhileItIsTyped() throws Exception {
    assumeTrue(HostCommand.exists("script"), "script is not installed: apt-get install bsdutils");
    Path screen = folder.resolve("screen");
    Process terminal =
        new ProcessBuilder(
                "script",
                "--quiet",
                "--return",
                "--command",
                String.join(" ", command()),
                "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile())
            .start();
    try (OutputStream keys = terminal.getOutputStream()) {
      for (String answer : ANSWERS) {
        type(keys, screen, answer);
      }
      type(keys, screen, SECRET);
      type(keys, screen, SECRET);
      assertTrue(terminal.waitFor(1, TimeUnit.MINUTES), "it still asks");
    } finally {
      Appliance.end(terminal);
    }
    String shown = Files.readString(screen);
    assertEquals(0, terminal.exitValue(), shown);
    assertTrue(shown.contains("North Ridge"), "what is no secret is shown: " + shown);
    assertFalse(shown.contains(SECRET), shown);
    assertTrue(Files.exists(folder.resolve("box/etc/petrascope/petrascope.yaml")), shown);
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        "'" + Appliance.distribution("lib") + "'",
        "org.petrascope.server.Main",
        "provision",
        "--root",
        folder.resolve("box").toString());
  }

  private int asked;

  /** Types an answer when one more question than before is on the screen. */
  private void type(OutputStream keys, Path screen, String answer) throws Exception {
    long begun = System.nanoTime();
    while (questions(screen) <= asked) {
      if (System.nanoTime() - begun > Appliance.AT_MOST.toNanos()) {
        throw new AssertionError("nothing more is asked:\n" + Files.readString(screen));
      }
      Thread.onSpinWait();
    }
    asked++;
    keys.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
    keys.flush();
  }

  private static long questions(Path screen) throws Exception {
    return Files.readString(screen).lines().filter(line -> line.endsWith(":")).count();
  }
}
