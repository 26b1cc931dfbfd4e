package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door of an appliance whose people have accounts, in a real browser. */
class SignInPageTest {
  private static final Duration START_AT_MOST = Duration.ofMinutes(1);
  private static final long LOOK_AGAIN_MS = 100;

  /** No camera answers here: the door does not need one. */
  private static final String CONFIGURATION =
      """
      version: 1
      data: data
      http: {port: 0}
      stations: [{id: core, name: Core shed, camera: {address: 127.77.0.1}}]
      """;

  @TempDir Path folder;

  @Test
  void aTechnicianSignsInByTouchAndOut() throws Exception {
    Browser.require();
    account("chief", "administrator", "correct horse 7");
    account("anna", "technician", "739104");
    Path config = folder.resolve("petrascope.yaml");
    Files.writeString(config, CONFIGURATION);
    Path out = folder.resolve("serve.out");
    Path err = folder.resolve("serve.err");
    Process serve = Appliance.start(List.of(), out, err, "serve", "--config", config.toString());
    try {
      String url = address(serve, out, err);
      Browser.drives("signin.mjs", url, folder.resolve("signin.png"), () -> read(err));
    } finally {
      Appliance.end(serve);
    }
  }

  private void account(String name, String role, String secret) throws Exception {
    Path file = folder.resolve(name + ".secret");
    Files.writeString(file, secret);
    Appliance.Ended added =
        Appliance.run(
            "account",
            "add",
            name,
            "--role",
            role,
            "--secret-file",
            file.toString(),
            "--data",
            folder.resolve("data").toString());
    assertEquals(0, added.exit(), added.err());
  }

  private static String address(Process serve, Path out, Path err) throws Exception {
    long end = System.nanoTime() + START_AT_MOST.toNanos();
    while (true) {
      String said = Files.readString(out);
      if (said.contains("Petrascope is at ") && said.endsWith("\n")) {
        return said.substring(said.indexOf("http")).strip();
      }
      boolean ended = serve.waitFor(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
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
