package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody has got hold of the service's account and puts links into its data folder, before root
 * updates the box, makes it ready and resets it. Root's files, which the links lead to, are neither
 * read nor changed. One box for all tests, in order.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlantedLinksTest {
  private static final String DATA = "/var/lib/petrascope/";

  /** Everything that links lead to. */
  private static final String SUMS =
      "find /root/kept /etc -xdev -type f -not -path '/etc/petrascope/*' | sort | xargs sha256sum; find /root/kept /etc -xdev -printf '%p %u %m\\n' | grep -v /etc/petrascope | sort";

  private static final List<String> KINDS = List.of("ln -s", "ln");

  @TempDir static Path folder;
  private static InstalledBox box;
  private static String before;

  @BeforeAll
  static void installOnAFreshBox() throws Exception {
    box = InstalledBox.fresh(folder);
    box.provision(
        """
        update:
          root: /etc/petrascope/1.root.json
          source: /media/petrascope
        """);
    box.ask(
        """
        set -e
        systemctl stop petrascope.target petrascope.service
        mkdir -p /root/content/bin /root/spectra /root/kept/identity /root/kept/usgs
        printf '#!/bin/sh\\n[ $1 != serve ] || exit 1\\nexec /opt/petrascope/releases/%s/bin/petrascope "$@"\\n' $(basename $(readlink /opt/petrascope/current)) >/root/content/bin/petrascope
        chmod 755 /root/content/bin/petrascope
        echo kaolinite >/root/spectra/minerals.csv
        fleet() { petrascope fleet "$@" --repository /media/petrascope --keys /root/keys >/dev/null; }
        fleet init
        cp /media/petrascope/1.root.json /etc/petrascope/
        fleet release --release 2.0.0 --content /root/content
        fleet publish --release 2.0.0 --ring all=100
        fleet release --kind library --name usgs --release 7 --content /root/spectra
        fleet publish --kind library --name usgs --release 7 --ring all=100
        petrascope update download
        petrascope update approve --by Mira
        cp /var/lib/petrascope/petrascope.db /root/kept/database
        cp /var/lib/petrascope/identity/box.key /root/kept/identity/
        cp /var/lib/petrascope/identity/box.pub /root/kept/identity/
        echo a secret of root >/root/kept/secret
        chown -R root:root /root/kept
        chmod -R go= /root/kept
        sysctl -q -w fs.protected_hardlinks=0 || true
        """);
    before = box.ask(SUMS);
  }

  @AfterAll
  static void switchOff() throws Exception {
    if (box != null) {
      box.close();
    }
  }

  /** Puts a link in the place of a file, runs root's command and puts the file back. */
  private static HostCommand.Ended planted(String link, String target, String file, String command)
      throws Exception {
    String place = DATA + file;
    return box.debian()
        .sh(
            """
            [ ! -e %1$s ] || mv %1$s /root/aside
            mkdir -p %1$s && rmdir %1$s
            %2$s %3$s %1$s || exit 99
            [ "%2$s" = ln ] || chown -h petrascope: %1$s
            %4$s
            code=$?
            rm -rf %1$s
            [ ! -e /root/aside ] || mv /root/aside %1$s
            exit $code
            """
                .formatted(place, link, target, command));
  }

  private static void assertRefused(String link, String target, String file, String command)
      throws Exception {
    HostCommand.Ended ended = planted(link, target, file, command);
    String what = "%s %s %s: %s".formatted(link, target, file, ended.said());
    assertEquals(1, ended.exit(), what);
    List<String> sentences =
        ended.said().lines().filter(line -> line.startsWith("petrascope ")).toList();
    assertEquals(1, sentences.size(), what);
    assertNothingElsewhere(what);
  }

  private static void assertNothingElsewhere(String what) throws Exception {
    assertEquals(before, box.ask(SUMS), what);
  }

  @Test
  @Order(1)
  void installationReadsAndWritesOnlyWhatTheServiceMay() throws Exception {
    String install = "petrascope update install --release 2.0.0";
    for (String link : KINDS) {
      assertRefused(link, "/root/kept/secret", "lock", install);
      assertRefused(link, "/root/kept/database", "petrascope.db", install);
      assertRefused(link, "/root/kept/secret", "petrascope.db-wal", install);
    }
    assertEquals(box.installed(), box.current());
    assertTrue(!box.onProbation(), "a probation has begun");
  }

  @Test
  @Order(2)
  void libraryIsUnpackedOnlyWhereTheServiceMay() throws Exception {
    String install = "petrascope update install --release 7";
    assertRefused("ln -s", "/root/kept", "libraries", install);
    assertRefused("ln -s", "/etc", "libraries", install);
  }

  @Test
  @Order(3)
  void goingBackWritesOnlyWhereTheServiceMay() throws Exception {
    box.ask("petrascope update install --release 2.0.0");
    assertTrue(box.onProbation());
    String back = "petrascope update rollback";
    for (String link : KINDS) {
      assertRefused(link, "/root/kept/secret", "lock", back);
    }
    String partial = DATA + ".petrascope.db.partial";
    box.ask("ln -s /root/kept/secret " + partial + " && chown -h petrascope: " + partial);
    box.ask(back);
    assertNothingElsewhere("a link where the database is written");
    assertEquals(box.installed(), box.current());
    assertEquals("petrascope", box.ask("stat -c %U " + InstalledBox.DATABASE));
  }

  /** Also the script of the package, which needs no Java. */
  @Test
  @Order(4)
  void scriptThatGoesBackWritesOnlyWhereTheServiceMay() throws Exception {
    box.ask("petrascope update approve --by Mira && petrascope update install --release 2.0.0");
    String restored = DATA + "petrascope.db.restored";
    box.ask("ln -s /root/kept/secret " + restored + " && chown -h petrascope: " + restored);
    box.ask("SERVICE_RESULT=exit-code /usr/lib/petrascope/petrascope-rollback stopped");
    assertNothingElsewhere("a link where the script writes the database");
    assertEquals(box.installed(), box.current());
    assertEquals("regular file petrascope", box.ask("stat -c '%F %U' " + InstalledBox.DATABASE));
  }

  @Test
  @Order(5)
  void resetAndFirstStartTouchOnlyWhatTheServiceMay() throws Exception {
    assertRefused("ln -s", "/root/kept/identity", "identity", "petrascope provision --reset");
    for (String link : KINDS) {
      assertRefused(link, "/root/kept/secret", "lock", "petrascope provision --reset");
    }
    box.ask("petrascope provision --reset");
    String provision = "petrascope provision --answers /root/answers.yaml";
    assertRefused("ln -s", "/root/kept/identity", "identity", provision);
    for (String link : KINDS) {
      assertRefused(link, "/root/kept/identity/box.key", "identity/box.key", provision);
    }
    box.provision("");
    assertEquals(
        "petrascope petrascope",
        box.ask("cd " + DATA + " && echo $(stat -c %U identity/box.key petrascope.db)"));
    assertNothingElsewhere("a first start without a link");
  }
}
