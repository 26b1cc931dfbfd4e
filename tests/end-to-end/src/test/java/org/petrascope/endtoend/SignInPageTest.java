package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door of an appliance whose people have accounts, in a real browser. */
class SignInPageTest {
  private static final Duration START_AT_MOST = Duration.ofMinutes(1);

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
    try (PageServer serve = PageServer.start(folder, "serve", "--config", config.toString())) {
      Browser.drives(
          "signin.mjs", serve.url(START_AT_MOST), folder.resolve("signin.png"), serve::words);
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
}
