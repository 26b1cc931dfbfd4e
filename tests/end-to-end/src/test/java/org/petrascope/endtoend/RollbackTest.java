package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that takes a box back to its release before, on folders as a box has them. */
class RollbackTest {
  private static final Path SCRIPT = Appliance.checkout().resolve("systemd/petrascope-rollback");

  /** What changes files, and so may be cut off. */
  private static final List<String> STEPS =
      List.of("mv", "ln", "rm", "cp", "sync", "cat", "chown", "chmod");

  @TempDir Path folder;
  private Path slots;
  private Path data;
  private Path configuration;
  private int boots;

  @BeforeEach
  void install() throws IOException {
    arrange(folder.resolve("box"));
  }

  private void arrange(Path box) throws IOException {
    slots = Files.createDirectories(box.resolve("slots"));
    data = Files.createDirectories(box.resolve("data"));
    configuration = Files.createDirectories(box.resolve("etc")).resolve("petrascope.yaml");
    for (String version : List.of("1.9.0", "1.10.0")) {
      Path bin = Files.createDirectories(slots.resolve("releases").resolve(version).resolve("bin"));
      Path program = Files.writeString(bin.resolve("petrascope"), "#!/bin/sh\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    link("current", "1.9.0");
    Files.writeString(data.resolve("petrascope.db"), "old data");
    Files.writeString(configuration, "old words");
  }

  /** The new release runs, on probation, and has changed what it could. */
  private void switchOver() throws IOException {
    noteProbation();
    Path snapshot = Files.createDirectories(slots.resolve("probation/snapshot"));
    Files.copy(data.resolve("petrascope.db"), snapshot.resolve("petrascope.db"));
    Files.copy(configuration, snapshot.resolve("configuration"));
    link("previous", "1.9.0");
    link("current", "1.10.0");
    Files.writeString(data.resolve("petrascope.db"), "new data");
    Files.writeString(data.resolve("petrascope.db-wal"), "more of them");
    Files.writeString(configuration, "new words");
  }

  private void noteProbation() throws IOException {
    Files.createDirectories(slots.resolve("probation"));
    Files.writeString(
        slots.resolve("probation/release"),
        "version=1.10.0\nprevious=1.9.0\ndatabase=%s\nconfiguration=%s\ncameras=swir\n"
            .formatted(data.resolve("petrascope.db"), configuration));
  }

  private void link(String name, String version) throws IOException {
    Files.deleteIfExists(slots.resolve(name));
    Files.createSymbolicLink(slots.resolve(name), Path.of("releases", version));
  }

  private void assertOldRelease() throws IOException {
    assertEquals("releases/1.9.0", Files.readSymbolicLink(slots.resolve("current")).toString());
    assertEquals("old data", Files.readString(data.resolve("petrascope.db")));
    assertFalse(Files.exists(data.resolve("petrascope.db-wal")));
    assertEquals("old words", Files.readString(configuration));
    assertFalse(Files.exists(slots.resolve("probation")));
  }

  private void assertNewRelease() throws IOException {
    assertEquals("releases/1.10.0", Files.readSymbolicLink(slots.resolve("current")).toString());
    assertEquals("new data", Files.readString(data.resolve("petrascope.db")));
    assertEquals("new words", Files.readString(configuration));
  }

  @Test
  void releaseThatFailsOnProbationIsTakenBackWithAllThatItChanged() throws Exception {
    switchOver();
    run("stopped", Map.of("SERVICE_RESULT", "exit-code")).well();
    assertOldRelease();
    String told = Files.readString(slots.resolve("rolled-back"));
    assertEquals("version=1.10.0\nreason=the appliance failed (exit-code)\n", told);
  }

  @Test
  void endThatWasWantedTakesNothingBack() throws Exception {
    switchOver();
    run("stopped", Map.of("SERVICE_RESULT", "success")).well();
    assertNewRelease();
    assertTrue(Files.exists(slots.resolve("probation/release")));
  }

  @Test
  void failureOfAReleaseThatHasProvenItselfTakesNothingBack() throws Exception {
    switchOver();
    Files.delete(slots.resolve("probation/release"));
    run("stopped", Map.of("SERVICE_RESULT", "watchdog")).well();
    assertNewRelease();
  }

  @Test
  void startsOfOneBootAreOneProbation() throws Exception {
    switchOver();
    run("boot", Map.of()).well();
    run("boot", Map.of()).well();
    assertNewRelease();
  }

  @Test
  void powerLostBeforeItHadProvenItselfTakesItBack() throws Exception {
    switchOver();
    run("boot", Map.of()).well();
    boots++;
    run("boot", Map.of()).well();
    assertOldRelease();
  }

  @Test
  void powerLostBeforeTheSwitchEndsTheInstallation() throws Exception {
    noteProbation();
    run("boot", Map.of()).well();
    assertOldRelease();
  }

  @Test
  void startWhileAReleaseIsInstalledLeavesItAlone() throws Exception {
    run("boot", Map.of()).well();
    noteProbation();
    run("boot", Map.of()).well();
    assertTrue(Files.exists(slots.resolve("probation/release")));
  }

  @Test
  void rollbackThatIsCutOffAtAnyStepIsFinishedAtTheNextBoot() throws Exception {
    Path shims = shims();
    int steps = 0;
    boolean cut = true;
    while (cut) {
      arrange(folder.resolve("cut-" + steps));
      switchOver();
      run("boot", Map.of()).well();
      boots++;
      Files.writeString(folder.resolve("left"), String.valueOf(steps));
      Map<String, String> cutOff =
          Map.of(
              "PATH",
              shims + ":" + System.getenv("PATH"),
              "STEPS_LEFT",
              folder.resolve("left").toString());
      cut = run("boot", cutOff).exit() != 0;
      boots++;
      run("boot", Map.of()).well();
      assertOldRelease();
      steps++;
    }
    assertTrue(steps > 15, "only " + steps + " steps were cut off");
  }

  /** Programs that do their work so many times, and end the script that calls them at the next. */
  private Path shims() throws IOException {
    Path shims = Files.createDirectory(folder.resolve("shims"));
    for (String step : STEPS) {
      Path real = Path.of(Files.exists(Path.of("/bin", step)) ? "/bin" : "/usr/bin", step);
      Path shim =
          Files.writeString(
              shims.resolve(step),
              """
              #!/bin/sh
              read -r left <"$STEPS_LEFT"
              [ "$left" -gt 0 ] || { kill -KILL "$PPID"; exit 1; }
              echo $((left - 1)) >"$STEPS_LEFT"
              exec %s "$@"
              """
                  .formatted(real));
      Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return shims;
  }

  @Test
  void linkThatLeadsNowhereIsMendedWithTheNewestRelease() throws Exception {
    Files.delete(slots.resolve("current"));
    run("boot", Map.of()).well();
    assertEquals("releases/1.10.0", Files.readSymbolicLink(slots.resolve("current")).toString());
    link("current", "2.0.0");
    link("previous", "1.9.0");
    run("boot", Map.of()).well();
    assertEquals("releases/1.9.0", Files.readSymbolicLink(slots.resolve("current")).toString());
  }

  @Test
  void boxWithoutAnyReleaseIsSaidInASentence() throws Exception {
    Files.delete(slots.resolve("releases/1.9.0/bin/petrascope"));
    Files.delete(slots.resolve("releases/1.10.0/bin/petrascope"));
    HostCommand.Ended ended = run("boot", Map.of());
    assertEquals(1, ended.exit());
    assertTrue(ended.said().contains("install the package again"), ended.said());
    assertTrue(Files.exists(slots.resolve("current"), LinkOption.NOFOLLOW_LINKS));
  }

  private HostCommand.Ended run(String verb, Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("PETRASCOPE_SLOTS", slots.toString());
    environment.put("PETRASCOPE_USER", System.getProperty("user.name"));
    environment.put(
        "PETRASCOPE_RUN", Files.createDirectories(folder.resolve("run-" + boots)).toString());
    return HostCommand.run(Duration.ofSeconds(30), environment, List.of(SCRIPT.toString(), verb));
  }
}
