package org.petrascope.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.petrascope.remote.Credentials;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.Reach;
import org.petrascope.remote.RemoteAddress;
import org.petrascope.remote.S3Settings;
import org.petrascope.update.BoxProfile;
import org.petrascope.update.FolderSource;
import org.petrascope.update.InstallWindow;
import org.petrascope.update.ReleaseManifest;
import org.petrascope.update.ReleaseSource;
import org.petrascope.update.Ring;

/**
 * Where new releases come from and which of them this box is given.
 *
 * @param home folder of the releases
 * @param root signed root that this box believes at first
 * @param source folder that releases are looked for in
 * @param repository store that they are looked for in instead
 * @param credentials file that an S3 server's requests are signed with
 * @param window time of day in which software is installed
 */
record UpdateConfiguration(
    Path home,
    Optional<Path> root,
    Optional<Path> source,
    Optional<RemoteAddress> repository,
    Optional<Path> credentials,
    BoxProfile box,
    InstallWindow window) {
  /** Where the package puts releases. */
  static final Path HOME_DEFAULT = Path.of("/opt/petrascope");

  /** Comes with the units of the package. */
  private static final Path UNITS = Path.of("/usr/lib/petrascope", ReleaseManifest.UNITS);

  private static final Path MACHINE = Path.of("/etc/machine-id");

  /** A box that is given nothing. */
  static final UpdateConfiguration NONE =
      new UpdateConfiguration(
          HOME_DEFAULT,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          new BoxProfile("", "", Ring.ALL, 0),
          InstallWindow.ALWAYS);

  /** Reads the section, all keys of which have defaults. */
  static UpdateConfiguration read(Section section, Path folder) {
    UpdateConfiguration read =
        new UpdateConfiguration(
            path(section, "home", folder).orElse(HOME_DEFAULT),
            path(section, "root", folder),
            path(section, "source", folder),
            repository(section, folder),
            path(section, "credentials", folder),
            new BoxProfile(
                section.text("box", name(folder)),
                section.text("hardware", hardware()),
                section.choice("ring", Ring.ALL, Ring::of),
                ReleaseManifest.units(UNITS)),
            section.choice("window", InstallWindow.ALWAYS, InstallWindow::of));
    if (read.repository.isPresent() && read.source.isPresent()) {
      section.problem("repository", "is named beside source: name one of them");
    }
    if (read.repository.filter(RemoteAddress.Bucket.class::isInstance).isPresent()
        && read.credentials.isEmpty()) {
      section.problem("credentials", "are missing: name the file that requests are signed with");
    }
    section.refuseUnknownKeys();
    return read;
  }

  private static Optional<RemoteAddress> repository(Section section, Path folder) {
    RemoteAddress nowhere = new RemoteAddress.Folder(folder);
    return section.has("repository")
        ? Optional.of(section.requiredChoice("repository", RemoteAddress::parse, nowhere))
        : Optional.empty();
  }

  /** Where releases are looked for; whoever asks closes it. */
  ReleaseSource releases() {
    if (repository.isPresent()) {
      return new StoredReleases(store(repository.get()));
    }
    return new FolderSource(
        source.orElseThrow(
            () ->
                new ServerException(
                    ServerException.Kind.UNUSABLE,
                    "where releases come from is not configured: name their folder with --source or in update.source, or their store in update.repository")));
  }

  /** Why no releases can be looked for at present; empty where they can. */
  Optional<String> away() {
    if (repository.isPresent()) {
      try (ObjectStore store = store(repository.get())) {
        Reach reach = store.reach();
        return reach.reachable()
            ? Optional.empty()
            : Optional.of("no releases are looked for: " + reach.message());
      }
    }
    return source.isPresent()
        ? away(source.get())
        : Optional.of(
            "no releases are looked for: neither update.source nor update.repository is configured");
  }

  /** The same of a folder. */
  static Optional<String> away(Path folder) {
    return FolderSource.holdsReleases(folder)
        ? Optional.empty()
        : Optional.of("no releases are in %s: none are looked for".formatted(folder));
  }

  private ObjectStore store(RemoteAddress address) {
    return SyncConfiguration.open(address, credentials.map(Credentials::read), S3Settings.DEFAULT);
  }

  private static Optional<Path> path(Section section, String key, Path folder) {
    return SystemdCredentials.path(section, key, folder);
  }

  /**
   * The name that the enrolment beside the configuration gives the box; before it has one, the
   * identity that Debian gave the machine. Machines with neither count as the same.
   */
  private static String name(Path folder) {
    Path enrolment = folder.resolve(Enrolment.FILE);
    try {
      return Files.exists(enrolment)
          ? Enrolment.open(Files.readAllBytes(enrolment), enrolment.toString()).box()
          : Files.readString(MACHINE).strip();
    } catch (IOException | ServerException e) {
      return "machine";
    }
  }

  private static String hardware() {
    String architecture = System.getProperty("os.arch");
    return architecture.equals("amd64") ? "x86_64" : architecture;
  }
}
