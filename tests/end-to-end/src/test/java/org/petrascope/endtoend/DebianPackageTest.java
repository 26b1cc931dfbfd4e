package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package on a box of its own under real systemd, from installation to removal. One box for all
 * tests, in order. Releases that fail are copies of the real one whose program misbehaves.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DebianPackageTest {
  private static final Duration A_MINUTE = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ANSWERS =
      """
      version: 1
      site: Test
      administrator: Nobody
      stations:
        - id: core
          linePitchMm: 1
          camera: { address: 127.0.0.2, exposureUs: 1500, lineRateHz: 100 }
      """;

  @TempDir static Path folder;
  private static DebianBox box;
  private static String installed;

  @BeforeAll
  static void installOnAFreshBox() throws Exception {
    Path built = built();
    box = DebianBox.fresh(folder);
    Files.copy(built, box.file("/root/petrascope.deb"));
    box.boot();
    box.ask("dpkg -i /root/petrascope.deb");
    installed = box.ask("basename $(readlink /opt/petrascope/current)");
  }

  static Path built() throws IOException {
    Path target = Files.createDirectories(Appliance.checkout().resolve("provisioning/deb/target"));
    try (Stream<Path> files = Files.list(target)) {
      List<Path> packages = files.filter(f -> f.toString().endsWith(".deb")).toList();
      assumeTrue(packages.size() == 1, "no package was built: run provisioning/package");
      return packages.getFirst();
    }
  }

  @AfterAll
  static void switchOff() throws Exception {
    if (box != null) {
      box.close();
    }
  }

  @Test
  @Order(1)
  void freshBoxWaitsToBeMadeReady() throws Exception {
    assertEquals("petrascope " + installed, box.ask("petrascope --version"));
    assertEquals("inactive", box.sh("systemctl is-active petrascope.service").said().strip());
    assertEquals("enabled", box.ask("systemctl is-enabled petrascope.target"));
    assertTrue(Files.size(box.file("/opt/petrascope/releases/" + installed + "/start.aot")) > 0);
  }

  @Test
  @Order(2)
  void boxThatWasToldItsAnswersServesAndScans() throws Exception {
    Files.writeString(box.file("/root/answers.yaml"), ANSWERS);
    box.ask("petrascope provision --answers /root/answers.yaml");
    box.ask("systemctl start petrascope.service"); // returns when it is ready
    System.err.println(
        "start of the service: "
            + box.ask(
                "systemctl show petrascope.service -p InactiveExitTimestampMonotonic -p ActiveEnterTimestampMonotonic -p MemoryCurrent"));
    startCamera();
    scan();
    assertEquals(1, scans());
  }

  private static void startCamera() throws Exception {
    box.ask(
        "systemd-run --quiet --unit=camera petrascope simulate --address 127.0.0.2 --lines 100");
    box.until(
        "references are taken", PATIENCE, () -> box.sh("petrascope reference dark").exit() == 0);
    box.ask("petrascope reference white");
  }

  private static void scan() throws Exception {
    box.ask("petrascope scan --hole H1 --box 1 --from 10 --to 11 --lines 100");
  }

  private static int scans() throws Exception {
    return Integer.parseInt(
        box.ask(
            "sqlite3 /var/lib/petrascope/petrascope.db \"SELECT count(*) FROM scan WHERE state = 'FINISHED'\""));
  }

  @Test
  @Order(3)
  void serviceThatIsKilledComesBack() throws Exception {
    String before = mainPid();
    box.ask("kill -9 " + before);
    box.until("it is back", A_MINUTE, () -> serves() && !mainPid().equals(before));
    assertEquals(1, scans());
  }

  @Test
  @Order(4)
  void serviceWhoseDatabaseHangsIsStartedAgainByTheWatchdog() throws Exception {
    shortenWatchdog();
    String before = mainPid();
    box.ask(
        "systemd-run --quiet --unit=lock sqlite3 /var/lib/petrascope/petrascope.db 'BEGIN IMMEDIATE' '.shell sleep 300'");
    box.until("the watchdog ends it", A_MINUTE, () -> !mainPid().equals(before));
    String journal = box.ask("journalctl --no-pager -u petrascope.service");
    assertTrue(journal.contains("Watchdog timeout"), journal);
    assertTrue(journal.contains("gets no sign of life"), journal);
    box.ask("systemctl stop lock.service");
    box.until("it is back", A_MINUTE, DebianPackageTest::serves);
    assertEquals(1, scans());
  }

  /** Stopped as a whole: nothing in it can tell anything. */
  @Test
  @Order(5)
  void serviceThatHangsAsAWholeIsStartedAgainByTheWatchdog() throws Exception {
    String before = mainPid();
    box.ask("kill -STOP " + before);
    box.until("the watchdog ends it", A_MINUTE, () -> serves() && !mainPid().equals(before));
    box.ask("rm -r /etc/systemd/system/petrascope.service.d && systemctl daemon-reload");
  }

  private static void shortenWatchdog() throws Exception {
    box.ask(
        """
        mkdir -p /etc/systemd/system/petrascope.service.d
        printf '[Service]\\nWatchdogSec=15\\n' >/etc/systemd/system/petrascope.service.d/test.conf
        systemctl daemon-reload
        systemctl restart petrascope.service
        """);
  }

  @Test
  @Order(6)
  void goodReleaseStays() throws Exception {
    switchTo("2.0.0", "exec \"$here/real\" \"$@\"", "rm /opt/petrascope/probation/release");
    box.until("it has proven itself", A_MINUTE, () -> serves() && !onProbation());
    assertEquals("2.0.0", current());
    assertEquals(1, scans());
    box.ask(
        "ln -sfn releases/%s /opt/petrascope/current && systemctl restart petrascope.service"
            .formatted(installed));
  }

  @Test
  @Order(7)
  void releaseThatCrashesIsTakenBack() throws Exception {
    switchTo("2.0.1", "exit 1", "exit 1");
    assertTakenBack("2.0.1");
  }

  @Test
  @Order(8)
  void releaseThatHangsIsTakenBack() throws Exception {
    switchTo("2.0.2", "exec sleep infinity", "exec sleep infinity");
    assertTakenBack("2.0.2");
  }

  @Test
  @Order(9)
  void releaseWithABadMigrationIsTakenBack() throws Exception {
    String spoil = "sqlite3 /var/lib/petrascope/petrascope.db 'DROP TABLE event; DELETE FROM scan'";
    switchTo("2.0.3", "%s; exec \"$here/real\" \"$@\"".formatted(spoil), "exit 1");
    assertTakenBack("2.0.3");
  }

  @Test
  @Order(10)
  void releaseThatLosesPowerOnProbationIsTakenBack() throws Exception {
    switchTo("2.0.4", "exec \"$here/real\" \"$@\"", "exec sleep infinity");
    box.until(
        "it is on probation",
        A_MINUTE,
        () -> Files.exists(box.file("/opt/petrascope/probation/started")));
    box.cutPower();
    long begun = System.nanoTime();
    box.boot();
    box.until("the old release serves", A_MINUTE, () -> serves() && current().equals(installed));
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    assertTrue(took.compareTo(A_MINUTE) < 0, took + " from power on");
    assertEquals(1, scans());
    startCamera();
    scan();
    assertEquals(2, scans());
  }

  /** Lays a release beside the others and switches to it, as an update does. */
  private static void switchTo(String version, String serve, String prove) throws Exception {
    String program =
        """
        #!/bin/sh
        here=$(dirname "$(readlink -f "$0")")
        case "$1" in
          serve) %s ;;
          update) %s ;;
          *) exec "$here/real" "$@" ;;
        esac
        """
            .formatted(serve, prove);
    Files.writeString(box.file("/root/program"), program);
    box.ask(
        """
        set -e
        cd /opt/petrascope
        cp -al releases/%1$s releases/%2$s
        mv releases/%2$s/bin/petrascope releases/%2$s/bin/real
        install -m 755 /root/program releases/%2$s/bin/petrascope
        mkdir -p probation/snapshot
        printf 'version=%2$s\\nprevious=%1$s\\ndatabase=%3$s\\nconfiguration=%4$s\\n' >probation/release
        sqlite3 %3$s '.backup probation/snapshot/petrascope.db'
        cp %4$s probation/snapshot/configuration
        ln -sfn releases/%1$s previous
        ln -sfn releases/%2$s current
        systemctl reset-failed petrascope.service
        systemctl restart --no-block petrascope.service
        """
            .formatted(
                installed,
                version,
                "/var/lib/petrascope/petrascope.db",
                "/etc/petrascope/petrascope.yaml"));
  }

  private static void assertTakenBack(String version) throws Exception {
    Duration took =
        box.until(
            "release " + version + " is taken back",
            A_MINUTE,
            () -> current().equals(installed) && !onProbation() && serves());
    System.err.println("release " + version + " was taken back in " + took);
    assertTrue(box.ask("cat /opt/petrascope/rolled-back").startsWith("version=" + version));
    assertEquals(1, scans());
    assertEquals(
        "ok", box.ask("sqlite3 /var/lib/petrascope/petrascope.db 'PRAGMA integrity_check'"));
  }

  private static boolean onProbation() {
    return Files.exists(box.file("/opt/petrascope/probation/release"));
  }

  private static String current() throws Exception {
    return box.ask("basename $(readlink /opt/petrascope/current)");
  }

  private static String mainPid() throws Exception {
    return box.ask("systemctl show --value -p MainPID petrascope.service");
  }

  private static boolean serves() throws Exception {
    return box.sh("systemctl is-active --quiet petrascope.service").exit() == 0
        && box.sh(
                "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /api/v1/stations HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3")
            .said()
            .contains(" 200 ");
  }

  @Test
  @Order(11)
  void removingThePackageKeepsTheData() throws Exception {
    int kept = scans();
    String raw =
        box.ask("find /var/lib/petrascope/scans -name '*.raw' -type f | sort | xargs sha256sum");
    box.ask("dpkg --remove petrascope");
    for (String gone : List.of("/opt/petrascope", "/usr/bin/petrascope", "/usr/lib/petrascope")) {
      assertNotEquals(0, box.sh("test -e " + gone).exit(), gone);
    }
    assertEquals("0", mainPid());
    assertEquals(kept, scans());
    assertEquals(
        raw,
        box.ask("find /var/lib/petrascope/scans -name '*.raw' -type f | sort | xargs sha256sum"));
    box.ask("dpkg -i /root/petrascope.deb");
    box.until("the data are served again", A_MINUTE, DebianPackageTest::serves);
    box.ask("dpkg --purge petrascope");
    assertNotEquals(0, box.sh("test -e /var/lib/petrascope").exit());
    assertNotEquals(0, box.sh("test -e /etc/petrascope").exit());
  }
}
