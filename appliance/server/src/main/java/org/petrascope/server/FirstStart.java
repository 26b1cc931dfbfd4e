package org.petrascope.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.petrascope.formats.DurableFiles;
import org.petrascope.store.BoxIdentity;
import org.petrascope.store.DataFolder;

/**
 * Makes a box ready, and takes that back. The configuration comes last: a box that was cut off
 * while it was made ready is made ready again. For one thread.
 */
final class FirstStart {
  /** No box runs this before it was written: an earlier clock has lost its battery. */
  static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

  private static final String DATA = "var/lib/petrascope";
  private static final String CONFIGURATION = "etc/petrascope/petrascope.yaml";
  private static final String ENROLMENT = "etc/petrascope/enrolment.json";
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
    BoxIdentity identity = identity(answers);
    write(ENROLMENT, Enrolment.document(identity, answers, clock.instant()));
    restrict(root.resolve(ENROLMENT));
    writeNetwork(answers.cameraPorts());
    if (!answers.timeServers().isEmpty()) {
      write(TIME_SERVERS, "[Time]\nNTP=%s\n".formatted(String.join(" ", answers.timeServers())));
    }
    write(CONFIGURATION, wanted);
    restrict(configuration);
    return new Result(
        identity.name(), configuration.toString(), root.resolve(ENROLMENT).toString());
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

  /**
   * Who the box is, and who administers it. Keys and accounts belong to whom the data belong to:
   * the service, not who makes the box ready.
   */
  private BoxIdentity identity(Answers answers) {
    Path data = root.resolve(DATA);
    OutputPaths.makeFolder(data);
    BoxIdentity identity = BoxIdentity.in(data.resolve("identity"));
    answers
        .account()
        .ifPresent(first -> AccountBook.administrator(data, clock, first.name(), first.secret()));
    try (Stream<Path> files = Files.walk(data, 2)) {
      PosixFileAttributes owner = Files.readAttributes(data, PosixFileAttributes.class);
      for (Path file : files.toList()) {
        PosixFileAttributeView rights =
            Files.getFileAttributeView(file, PosixFileAttributeView.class);
        rights.setOwner(owner.owner());
        rights.setGroup(owner.group());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return identity;
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

  /** Forgets what the box was told and who it is; scans, references and models stay. */
  void reset() {
    Path data = root.resolve(DATA);
    DataFolder.requireUnused(data);
    try {
      for (String place : List.of(CONFIGURATION, ENROLMENT, TIME_SERVERS)) {
        Files.deleteIfExists(root.resolve(place));
      }
      for (int port = 0; Files.deleteIfExists(root.resolve(linkFile(port))); port++) {}
      for (String key : List.of("box.key", "box.pub")) {
        Files.deleteIfExists(data.resolve("identity").resolve(key));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
