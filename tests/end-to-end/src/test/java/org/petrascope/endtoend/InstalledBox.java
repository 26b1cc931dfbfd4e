package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A Debian box with the package on it, and what people ask of it. For one thread. */
final class InstalledBox implements AutoCloseable {
  /** In which a box is back at work, whatever a release did to it. */
  private static final Duration A_MINUTE = Duration.ofSeconds(60);

  static final String DATABASE = "/var/lib/petrascope/petrascope.db";
  static final String CONFIGURATION = "/etc/petrascope/petrascope.yaml";

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

  private final DebianBox box;
  private final String installed;

  private InstalledBox(DebianBox box, String installed) {
    this.box = box;
    this.installed = installed;
  }

  /** A fresh box that is switched on, with the package installed and nothing told yet. */
  static InstalledBox fresh(Path folder) throws Exception {
    Path built = built();
    DebianBox box = DebianBox.fresh(folder);
    Files.copy(built, box.file("/root/petrascope.deb"));
    box.boot();
    box.ask("dpkg -i /root/petrascope.deb");
    return new InstalledBox(box, box.ask("basename $(readlink /opt/petrascope/current)"));
  }

  /** The package that was built before the tests. */
  static Path built() throws IOException {
    Path target = Files.createDirectories(Appliance.checkout().resolve("provisioning/deb/target"));
    try (Stream<Path> files = Files.list(target)) {
      List<Path> packages =
          files.filter(f -> f.getFileName().toString().matches("petrascope_.*\\.deb")).toList();
      assumeTrue(packages.size() == 1, "no package was built: run provisioning/package");
      return packages.getFirst();
    }
  }

  DebianBox debian() {
    return box;
  }

  /** Version of the release in the package. */
  String installed() {
    return installed;
  }

  /** Runs a script inside, as root, and gives what it said; a script that fails fails the test. */
  String ask(String script) throws IOException, InterruptedException {
    return box.ask(script);
  }

  /** Whether there is such a file in the box. */
  boolean has(String path) {
    return Files.exists(box.file(path));
  }

  /**
   * Makes the box ready with nobody there.
   *
   * @param more answers
   */
  void provision(String more) throws Exception {
    Files.writeString(box.file("/root/answers.yaml"), ANSWERS + more);
    ask("petrascope provision --answers /root/answers.yaml");
    ask("systemctl start petrascope.service"); // returns when it is ready
  }

  /** A camera inside the box, and the references of it. */
  void startCamera() throws Exception {
    ask("systemd-run --quiet --unit=camera petrascope simulate --address 127.0.0.2 --lines 100");
    box.until(
        "references are taken", PATIENCE, () -> box.sh("petrascope reference dark").exit() == 0);
    ask("petrascope reference white");
  }

  void scan() throws Exception {
    ask("petrascope scan --hole H1 --box 1 --from 10 --to 11 --lines 100");
  }

  /** How many scans are finished. */
  int scans() throws Exception {
    return Integer.parseInt(query("SELECT count(*) FROM scan WHERE state = ''FINISHED''"));
  }

  /** Asks the database; two apostrophes are one. */
  String query(String sql) throws Exception {
    return ask("sqlite3 %s \"%s\"".formatted(DATABASE, sql.replace("''", "'")));
  }

  /** What the cameras said, with a checksum of each file. */
  String raw() throws Exception {
    return ask(
        "find /var/lib/petrascope/scans -name '*.raw' -type f | sort | xargs --no-run-if-empty sha256sum");
  }

  String mainPid() throws Exception {
    return ask("systemctl show --value -p MainPID petrascope.service");
  }

  /** How long the service's last start took until it was ready, and its memory now. */
  String start() throws Exception {
    return ask(
        """
        value() { systemctl show --value -p $1 petrascope.service; }
        echo $(( ($(value ActiveEnterTimestampMonotonic) - $(value InactiveExitTimestampMonotonic)) / 1000 )) ms, \
          $(awk '/^VmRSS:/ { print int($2 * 1024 / 1000000) }' /proc/$(value MainPID)/status) MB
        """);
  }

  boolean serves() throws Exception {
    return box.sh("systemctl is-active --quiet petrascope.service").exit() == 0
        && box.sh(
                "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /api/v1/stations HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3")
            .said()
            .contains(" 200 ");
  }

  /** Version of the release that runs, or is started next. */
  String current() throws Exception {
    return ask("basename $(readlink /opt/petrascope/current)");
  }

  boolean onProbation() {
    return has("/opt/petrascope/probation/release");
  }

  /** Waits for something, at most a minute; gives how long it took. */
  Duration until(String what, DebianBox.Condition condition) throws Exception {
    return box.until(what, A_MINUTE, condition);
  }

  /** Waits, at most a minute, until this release serves and has nothing to prove. */
  Duration untilItServes(String version) throws Exception {
    Duration took =
        until(
            "release " + version + " serves",
            () -> current().equals(version) && !onProbation() && serves());
    assertEquals("ok", query("PRAGMA integrity_check"));
    return took;
  }

  /** Switches the box on; gives how long it took from then on until this release serves. */
  Duration switchOn(String version) throws Exception {
    long begun = System.nanoTime();
    box.boot();
    untilItServes(version);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    assertTrue(took.compareTo(A_MINUTE) < 0, took + " from power on");
    return took;
  }

  /** Takes the package away; what was scanned must stay, and nothing else. */
  void remove() throws Exception {
    int kept = scans();
    String raw = raw();
    ask("dpkg --remove petrascope");
    for (String gone : List.of("/opt/petrascope", "/usr/bin/petrascope", "/usr/lib/petrascope")) {
      assertFalse(Files.exists(box.file(gone), LinkOption.NOFOLLOW_LINKS), gone);
    }
    assertEquals("0", mainPid());
    assertEquals(kept, scans());
    assertEquals(raw, raw());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    box.close();
  }
}
