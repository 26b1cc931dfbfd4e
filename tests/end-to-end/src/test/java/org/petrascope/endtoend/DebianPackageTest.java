package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The package on a box of its own under real systemd, from installation to removal. One box for all
 * tests, in order. Releases that fail are copies of the real one whose program misbehaves.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DebianPackageTest {
  @TempDir static Path folder;
  private static InstalledBox box;

  @BeforeAll
  static void installOnAFreshBox() throws Exception {
    box = InstalledBox.fresh(folder);
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
    assertEquals("petrascope " + box.installed(), box.ask("petrascope --version"));
    assertEquals(
        "inactive", box.debian().sh("systemctl is-active petrascope.service").said().strip());
    assertEquals("enabled", box.ask("systemctl is-enabled petrascope.target"));
    assertTrue(Files.size(box.debian().file("/opt/petrascope/current/start.aot")) > 0);
  }

  @Test
  @Order(2)
  void boxThatWasToldItsAnswersServesAndScans() throws Exception {
    box.provision("");
    System.err.println("start of the service: " + box.start());
    box.startCamera();
    box.scan();
    assertEquals(1, box.scans());
  }

  @Test
  @Order(3)
  void serviceThatIsKilledComesBack() throws Exception {
    String before = box.mainPid();
    box.ask("kill -9 " + before);
    box.until("it is back", () -> box.serves() && !box.mainPid().equals(before));
    assertEquals(1, box.scans());
  }

  @Test
  @Order(4)
  void serviceWhoseDatabaseHangsIsStartedAgainByTheWatchdog() throws Exception {
    shortenWatchdog();
    String before = box.mainPid();
    box.ask(
        "systemd-run --quiet --unit=lock sqlite3 /var/lib/petrascope/petrascope.db 'BEGIN IMMEDIATE' '.shell sleep 300'");
    box.until("the watchdog ends it", () -> !box.mainPid().equals(before));
    String journal = box.ask("journalctl --no-pager -u petrascope.service");
    assertTrue(journal.contains("Watchdog timeout"), journal);
    assertTrue(journal.contains("gets no sign of life"), journal);
    box.ask("systemctl stop lock.service");
    box.until("it is back", box::serves);
    assertEquals(1, box.scans());
  }

  /** Stopped as a whole: nothing in it can tell anything. */
  @Test
  @Order(5)
  void serviceThatHangsAsAWholeIsStartedAgainByTheWatchdog() throws Exception {
    String before = box.mainPid();
    box.ask("kill -STOP " + before);
    box.until("the watchdog ends it", () -> box.serves() && !box.mainPid().equals(before));
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
    box.until("it has proven itself", () -> box.serves() && !box.onProbation());
    assertEquals("2.0.0", box.current());
    assertEquals(1, box.scans());
    box.ask(
        "ln -sfn releases/%s /opt/petrascope/current && systemctl restart petrascope.service"
            .formatted(box.installed()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "2.0.1 | exit 1              | exit 1",
        "2.0.2 | exec sleep infinity | exec sleep infinity",
        "2.0.3 | sqlite3 /var/lib/petrascope/petrascope.db 'DROP TABLE event; DELETE FROM scan'; exec \"$here/real\" \"$@\" | exit 1"
      })
  @Order(7)
  void releaseThatCrashesHangsOrSpoilsTheDatabaseIsTakenBack(
      String version, String serve, String prove) throws Exception {
    switchTo(version, serve, prove);
    Duration took = box.untilItServes(box.installed());
    System.err.println("release " + version + " was taken back in " + took);
    assertTrue(box.ask("cat /opt/petrascope/rolled-back").startsWith("version=" + version));
    assertEquals(1, box.scans());
  }

  @Test
  @Order(8)
  void releaseThatLosesPowerOnProbationIsTakenBack() throws Exception {
    switchTo("2.0.4", "exec \"$here/real\" \"$@\"", "exec sleep infinity");
    box.until("it is on probation", () -> box.has("/opt/petrascope/probation/started"));
    box.debian().cutPower();
    Duration took = box.switchOn(box.installed());
    System.err.println("the old release served " + took + " after power was back");
    assertEquals(1, box.scans());
    box.startCamera();
    box.scan();
    assertEquals(2, box.scans());
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
    Files.writeString(box.debian().file("/root/program"), program);
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
                box.installed(), version, InstalledBox.DATABASE, InstalledBox.CONFIGURATION));
  }

  @Test
  @Order(9)
  void boxThatIsAsBeforeItsFirstStartKeepsItsScans() throws Exception {
    String identity = box.ask("cat /var/lib/petrascope/identity/box.pub");
    int refused = box.debian().sh("petrascope provision --reset").exit();
    assertEquals(1, refused, "it was reset while it ran");
    box.ask("systemctl stop petrascope.target petrascope.service && petrascope provision --reset");
    assertFalse(box.has(InstalledBox.CONFIGURATION));
    box.ask("systemctl start petrascope.target"); // waits to be made ready
    assertEquals("0", box.mainPid());
    box.provision("");
    assertNotEquals(identity, box.ask("cat /var/lib/petrascope/identity/box.pub"));
    assertEquals(2, box.scans());
    box.scan();
    assertEquals(3, box.scans());
  }

  @Test
  @Order(10)
  void removingThePackageKeepsTheData() throws Exception {
    box.remove();
    box.ask("dpkg -i /root/petrascope.deb");
    box.untilItServes(box.installed());
    box.ask("dpkg --purge petrascope");
    assertFalse(box.has("/var/lib/petrascope"));
    assertFalse(box.has("/etc/petrascope"));
  }
}
