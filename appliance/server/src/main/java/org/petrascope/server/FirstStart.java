package org.petrascope.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.petrascope.formats.DurableFiles;

/**
 * Makes a box ready, and takes that back. The configuration comes last: a box that was cut off
 * while it was made ready is made ready again. For one thread.
 */
final class FirstStart {
  /** No box runs this before it was written: an earlier clock has lost its battery. */
  static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

  private static final String DATA = "var/lib/petrascope";
  private static final String SETTINGS = "etc/petrascope";
  private static final String CONFIGURATION = SETTINGS + "/petrascope.yaml";
  private static final String ENROLMENT = SETTINGS + "/" + Enrolment.FILE;
  private static final String FLEET_ROOT = ".root.json";
  private static final String TIME_SERVERS = "etc/systemd/timesyncd.conf.d/petrascope.conf";
  private static final String LINKS = "etc/systemd/network";

  private final Path root;
  private final Clock clock;

  /**
   * @param root of the box's file system; another than / prepares an image
   */
  FirstStart(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param box its name
   * @param enrolment the document for the fleet
   */
  record Result(String box, String configuration, String enrolment) {}

  Result make(Answers answers) {
    Path configuration = root.resolve(CONFIGURATION);
    if (Files.exists(configuration)) {
      throw new ServerException(
          ServerException.Kind.CONFLICT,
          "%s is there: this box was made ready already; change that file, or begin anew with petrascope provision --reset, which keeps the data"
              .formatted(configuration));
    }
    requireClock();
    byte[] wanted = configuration(answers, configuration);
    byte[] enrolment;
    Path data = root.resolve(DATA);
    OutputPaths.makeFolder(data);
    try (DataKeeper keeper = DataKeeper.of(data, Optional.empty())) {
      enrolment = keeper.enrol(answers, clock.instant());
    }
    write(ENROLMENT, enrolment);
    restrict(root.resolve(ENROLMENT));
    writeNetwork(answers.cameraPorts());
    if (!answers.timeServers().isEmpty()) {
      write(TIME_SERVERS, "[Time]\nNTP=%s\n".formatted(String.join(" ", answers.timeServers())));
    }
    write(CONFIGURATION, wanted);
    restrict(configuration);
    return new Result(
        Enrolment.open(enrolment, ENROLMENT).box(),
        configuration.toString(),
        root.resolve(ENROLMENT).toString());
  }

  private void requireClock() {
    if (clock.instant().isBefore(EARLIEST)) {
      throw new ServerException(
          ServerException.Kind.UNUSABLE,
          "the clock says %s, which is before this release was made: give the time with clock in the answers, or set it with timedatectl set-time"
              .formatted(clock.instant()));
    }
  }

  /** The file as it will lie there, after the appliance's own reader has taken it there. */
  private static byte[] configuration(Answers answers, Path place) {
    ObjectNode tree = Answers.YAML.createObjectNode();
    tree.put("version", 1);
    tree.put("data", "/" + DATA);
    tree.setAll(answers.configuration());
    try {
      byte[] bytes = Answers.YAML.writeValueAsBytes(tree);
      Path tried = place.resolveSibling("petrascope.yaml.tried");
      OutputPaths.makeParent(tried);
      try {
        Files.write(tried, bytes);
        ConfigurationFile.read(tried);
      } finally {
        Files.delete(tried);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The service may read what it is told, and nobody else. */
  private void restrict(Path file) {
    try {
      PosixFileAttributes data =
          Files.readAttributes(root.resolve(DATA), PosixFileAttributes.class);
      PosixFileAttributeView rights =
          Files.getFileAttributeView(file, PosixFileAttributeView.class);
      rights.setPermissions(PosixFilePermissions.fromString("rw-r-----"));
      rights.setGroup(data.group());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names the ports camera0, camera1, ...: the package's own files say how such ports work. */
  private void writeNetwork(List<String> ports) {
    for (int i = 0; i < ports.size(); i++) {
      write(
          linkFile(i),
          """
          [Match]
          OriginalName=%s

          [Link]
          Name=camera%d
          MTUBytes=9000
          RxBufferSize=max
          """
              .formatted(ports.get(i), i));
    }
  }

  private static String linkFile(int port) {
    return "%s/70-petrascope-camera%d.link".formatted(LINKS, port);
  }

  private void write(String place, String text) {
    write(place, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String place, byte[] bytes) {
    Path file = root.resolve(place);
    OutputPaths.makeParent(file);
    DurableFiles.write(file, bytes);
  }

  /**
   * Forgets what the box was told, who it is and who may sign in; scans, references, models and the
   * audit log stay, and so does the fleet's signed root, which is no secret.
   */
  void reset() {
    Path data = root.resolve(DATA);
    if (Files.isDirectory(data)) {
      try (DataKeeper keeper = DataKeeper.of(data, Optional.empty())) {
        keeper.forget(); // refuses while an appliance works in it
      }
    }
    try {
      forgetSettings(root.resolve(SETTINGS));
      Files.deleteIfExists(root.resolve(TIME_SERVERS));
      for (int port = 0; Files.deleteIfExists(root.resolve(linkFile(port))); port++) {}
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keys and credentials lie beside the configuration, under names that it gave them. */
  private static void forgetSettings(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
            && !file.toString().endsWith(FLEET_ROOT)) {
          Files.delete(file);
        }
      }
    }
  }
}
