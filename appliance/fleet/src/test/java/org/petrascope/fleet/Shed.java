package org.petrascope.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.petrascope.update.BoxProfile;
import org.petrascope.update.Offer;
import org.petrascope.update.ReleaseName;
import org.petrascope.update.ReleaseName.Kind;
import org.petrascope.update.ReleaseSource;
import org.petrascope.update.Ring;
import org.petrascope.update.UpdateFolders;
import org.petrascope.update.Updates;

/** A repository, a box that runs 1.0.0, and a clock that both go by. */
final class Shed {
  static final Map<Ring, Integer> EVERYBODY =
      Map.of(Ring.CANARY, 100, Ring.EARLY, 100, Ring.ALL, 100);

  private final Path folder;
  private final Time time = new Time();

  /** Stands still until it is told otherwise. */
  private static final class Time extends Clock {
    private Instant now = Instant.parse("2026-12-01T06:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private Shed(Path folder) {
    this.folder = folder;
  }

  static Shed make(Path folder, Quorum quorum) throws IOException {
    Shed shed = new Shed(folder);
    Repository.create(shed.repositoryFolder(), shed.keys(), quorum, shed.time);
    Files.createDirectories(shed.home().resolve("releases/1.0.0"));
    Files.createSymbolicLink(shed.home().resolve("current"), Path.of("releases/1.0.0"));
    return shed;
  }

  Clock clock() {
    return time;
  }

  void later(Duration duration) {
    time.now = time.now.plus(duration);
  }

  Path repositoryFolder() {
    return folder.resolve("repository");
  }

  Path keys() {
    return folder.resolve("keys");
  }

  private Path home() {
    return folder.resolve("box");
  }

  Repository repository() {
    return Repository.open(repositoryFolder(), List.of(keys()), time);
  }

  static ReleaseName software(String version) {
    return new ReleaseName(Kind.SOFTWARE, "petrascope", version);
  }

  /** Signs a release of a small program and gives it to all boxes. */
  void publish(String version) throws IOException {
    release(version);
    repository().publish(software(version), EVERYBODY);
  }

  void release(String version) throws IOException {
    release(version, 1);
  }

  /** A release that needs the units of this number. */
  void release(String version, int units) throws IOException {
    Path content = folder.resolve("content-" + version);
    Files.createDirectories(content.resolve("bin"));
    Path launcher = Files.writeString(content.resolve("bin/petrascope"), "start " + version);
    if (!launcher.toFile().setExecutable(true)) {
      throw new IOException(launcher + " cannot be made a program");
    }
    Files.writeString(content.resolve("units"), units + "\n");
    Files.writeString(content.resolve("README"), "release " + version);
    repository().release(new ReleaseOrder(software(version), List.of("x86_64"), 5, content));
  }

  Updates box() {
    return box(new BoxProfile("box-1", "x86_64", Ring.ALL, 1));
  }

  Updates box(BoxProfile profile) {
    Path data = folder.resolve("data");
    return Updates.open(
        new UpdateFolders(home(), data.resolve("petrascope.db"), data.resolve("petrascope.yaml")),
        repositoryFolder().resolve("1.root.json"),
        profile,
        time);
  }

  /** What the box is offered when it looks. */
  List<String> check(ReleaseSource source) {
    try (Updates box = box()) {
      return versions(box.check(source));
    }
  }

  static List<String> versions(List<Offer> offers) {
    return offers.stream().map(offer -> offer.manifest().name().version()).toList();
  }
}
