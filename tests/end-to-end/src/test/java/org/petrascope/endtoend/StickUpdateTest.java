package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Releases that the fleet signed elsewhere and that come to a box without any link on a stick, from
 * the technician's consent to their proof, their failure and the loss of power. One box for all
 * tests, in order.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StickUpdateTest {
  private static final Duration PACKING_AT_MOST = Duration.ofMinutes(5);
  private static final String GOOD = "2.0.0";
  private static final String CRASHING = "2.1.0";
  private static final String LARGE = "2.2.0";
  private static final int BALLAST_MB = 300;
  private static final String UPDATES =
      """
      update:
        root: /etc/petrascope/1.root.json
        source: /media/petrascope
      """;

  @TempDir static Path folder;
  private static InstalledBox box;
  private static Path stick;

  @BeforeAll
  static void installOnAFreshBox() throws Exception {
    box = InstalledBox.fresh(Files.createDirectory(folder.resolve("machine")));
    stick = box.debian().file("/media/petrascope");
    fleet("init", "--key-count", "3", "--threshold", "2");
    Files.copy(stick.resolve("1.root.json"), box.debian().file("/etc/petrascope/1.root.json"));
    Path content = folder.resolve("good");
    Path inPackage = box.debian().file("/opt/petrascope/releases/" + box.installed());
    HostCommand.run(List.of("cp", "-al", inPackage.toString(), content.toString())).well();
    Files.delete(content.resolve("start.aot")); // made on the box
    publish(GOOD, content);
    box.provision(UPDATES);
    box.startCamera();
    box.scan();
  }

  @AfterAll
  static void switchOff() throws Exception {
    if (box != null) {
      box.close();
    }
  }

  private static void fleet(String action, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("fleet", action));
    words.addAll(
        List.of("--repository", stick.toString(), "--keys", folder.resolve("keys").toString()));
    words.addAll(List.of(options));
    Appliance.Ended ended = Appliance.run(List.of(), PACKING_AT_MOST, words.toArray(String[]::new));
    assertEquals(0, ended.exit(), ended.err());
  }

  private static void publish(String version, Path content) throws Exception {
    fleet("release", "--release", version, "--content", content.toString());
    fleet("publish", "--release", version, "--ring", "all=100");
  }

  /** A release whose program is this script. */
  private static Path content(String version, String script) throws IOException {
    Path content = folder.resolve(version);
    Path program = Files.createDirectories(content.resolve("bin")).resolve("petrascope");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    assertTrue(program.toFile().setExecutable(true));
    return content;
  }

  private static void bringWithConsent() throws Exception {
    box.ask("petrascope update download && petrascope update approve --by Mira");
  }

  @Test
  @Order(1)
  void releaseOnAStickIsInstalledWithoutALink() throws Exception {
    assertEquals("lo", box.ask("ls /sys/class/net"));
    box.ask("systemctl start petrascope-update.service"); // as the timer does; ends when it is done
    assertTrue(box.ask("petrascope update status").contains("2.0.0"), "it was not brought");
    HostCommand.Ended refused = box.debian().sh("petrascope update install");
    assertNotEquals(0, refused.exit());
    assertTrue(refused.said().contains("nobody has agreed"), refused.said());
    box.ask("petrascope update approve --by Mira");

    long begun = System.nanoTime();
    box.ask("petrascope update install");
    refused = box.debian().sh("petrascope scan --hole H1 --box 2 --from 11 --to 12 --lines 100");
    assertTrue(refused.said().contains("has to prove itself first"), refused.said());
    box.ask("systemctl restart petrascope.service");
    Duration proven = box.untilItServes(GOOD);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    System.err.println("release on a stick: " + took + ", of it " + proven + " after its start");
    assertTrue(took.compareTo(Duration.ofMinutes(1)) < 0, took.toString());
    assertEquals(1, box.scans());
    box.scan();
    assertEquals(2, box.scans());
  }

  /** Made at its installation, by the service's user, of whom root takes nothing but bytes. */
  @Test
  @Order(2)
  void releaseOnAStickHasAStartCacheOfItsOwn() throws Exception {
    String cache = "/opt/petrascope/releases/" + GOOD + "/start.aot";
    assertEquals("root 644", box.ask("stat -c '%U %a' " + cache));
    assertTrue(Files.size(box.debian().file(cache)) > 0);
    box.ask("grep -q " + cache + " /proc/" + box.mainPid() + "/maps"); // it is really used
    System.err.println("start with the cache: " + box.start());
    box.ask("mv " + cache + " /root/ && systemctl restart petrascope.service");
    System.err.println("start without it: " + box.start());
    box.ask("mv /root/start.aot " + cache + " && systemctl restart petrascope.service");
    System.err.println("start with the cache: " + box.start());
    box.untilItServes(GOOD);
  }

  @Test
  @Order(3)
  void timerDoesNotFailWhileTheStickIsAway() throws Exception {
    box.ask("mv /media/petrascope /media/away && mkdir /media/petrascope");
    box.ask("systemctl start petrascope-update.service");
    String said = box.ask("journalctl --no-pager -u petrascope-update.service");
    assertTrue(said.contains("no releases are in /media/petrascope"), said);
    box.ask("rmdir /media/petrascope && mv /media/away /media/petrascope");
  }

  @Test
  @Order(4)
  void releaseOnAStickThatCrashesIsTakenBack() throws Exception {
    String configuration = box.ask("sha256sum " + InstalledBox.CONFIGURATION);
    publish(CRASHING, content(CRASHING, "exit 1"));
    bringWithConsent();
    assertTakenBack(CRASHING);
    assertEquals(configuration, box.ask("sha256sum " + InstalledBox.CONFIGURATION));
    assertEquals(2, box.scans());
  }

  /** Installs a release that fails, and waits until the good one serves again. */
  private static void assertTakenBack(String version) throws Exception {
    box.ask("rm -f /opt/petrascope/rolled-back && petrascope update install --release " + version);
    long begun = System.nanoTime();
    box.ask("systemctl restart --no-block petrascope.service");
    box.until("it is taken back", () -> box.has("/opt/petrascope/rolled-back"));
    box.untilItServes(GOOD);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    System.err.println("release on a stick that crashes: served again after " + took);
    assertTrue(took.compareTo(Duration.ofMinutes(1)) < 0, took.toString());
    assertTrue(box.ask("petrascope update status").contains("version=" + version));
  }

  @Test
  @Order(5)
  void powerThatIsLostWhileAReleaseIsUnpackedLeavesTheOldOne() throws Exception {
    String raw = box.raw();
    publish(LARGE, withBallast(content(LARGE, "exit 1")));
    bringWithConsent();
    box.ask("systemd-run --quiet --unit=install petrascope update install --release " + LARGE);
    Path unpacked = box.debian().file("/opt/petrascope/releases/.%s.fresh".formatted(LARGE));
    await(() -> Files.exists(unpacked));
    box.debian().cutPower();
    assertTrue(Files.exists(unpacked), "the power was lost too late");
    Duration took = box.switchOn(GOOD);
    System.err.println("power lost while unpacking: the old release served after " + took);
    assertFalse(box.has("/opt/petrascope/releases/" + LARGE));
    assertEquals(2, box.scans());
    assertEquals(raw, box.raw());
  }

  private static Path withBallast(Path content) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    byte[] chunk = new byte[1 << 20];
    try (var out = Files.newOutputStream(content.resolve("ballast"))) {
      for (int i = 0; i < BALLAST_MB; i++) {
        random.nextBytes(chunk);
        out.write(chunk);
      }
    }
    return content;
  }

  /** Looks more often than there are moments in which it is still so. */
  private static void await(DebianBox.Condition condition) throws Exception {
    long begun = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - begun > PACKING_AT_MOST.toNanos()) {
        throw new AssertionError("the installation did not come that far");
      }
      Thread.onSpinWait();
    }
  }

  @Test
  @Order(6)
  void powerThatIsLostWhileTheDatabaseIsCopiedLeavesTheOldRelease() throws Exception {
    String raw = box.raw();
    box.query(
        "CREATE TABLE ballast (bytes BLOB); INSERT INTO ballast VALUES (zeroblob(%d000000))"
            .formatted(BALLAST_MB));
    box.ask("systemd-run --quiet --unit=install petrascope update install --release " + LARGE);
    await(box::onProbation);
    box.debian().cutPower();
    assertTrue(box.onProbation(), "the power was lost too early");
    assertFalse(box.has("/opt/petrascope/probation/snapshot/configuration"), "and here too late");
    Duration took = box.switchOn(GOOD);
    System.err.println("power lost while copying: the old release served after " + took);
    assertFalse(box.has("/opt/petrascope/probation"));
    assertEquals(2, box.scans());
    assertEquals(raw, box.raw());
    box.query("DROP TABLE ballast");
    box.startCamera();
    box.scan();
    assertEquals(3, box.scans());
  }

  /** Over what the loss of power left of it. */
  @Test
  @Order(7)
  void installationThatWasCutOffIsDoneAgain() throws Exception {
    assertTakenBack(LARGE);
    assertEquals(3, box.scans());
  }

  @Test
  @Order(8)
  void removingThePackageTakesReleasesFromAStickAwayToo() throws Exception {
    box.remove();
  }
}
