package org.petrascope.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.petrascope.update.BoxProfile;
import org.petrascope.update.InstallWindow;
import org.petrascope.update.Ring;

/**
 * Where new releases come from and which of them this box is given.
 *
 * @param home folder of the releases
 * @param root signed root that this box believes at first
 * @param source folder that releases are looked for in
 * @param window time of day in which software is installed
 */
record UpdateConfiguration(
    Path home, Optional<Path> root, Optional<Path> source, BoxProfile box, InstallWindow window) {
  /** Where the package puts releases. */
  static final Path HOME_DEFAULT = Path.of("/opt/petrascope");

  private static final Path MACHINE = Path.of("/etc/machine-id");

  /** A box that is given nothing. */
  static final UpdateConfiguration NONE =
      new UpdateConfiguration(
          HOME_DEFAULT,
          Optional.empty(),
          Optional.empty(),
          new BoxProfile("", "", Ring.ALL),
          InstallWindow.ALWAYS);

  /** Reads the section, all keys of which have defaults. */
  static UpdateConfiguration read(Section section, Path folder) {
    UpdateConfiguration read =
        new UpdateConfiguration(
            path(section, "home", folder).orElse(HOME_DEFAULT),
            path(section, "root", folder),
            path(section, "source", folder),
            new BoxProfile(
                section.text("box", machine()),
                section.text("hardware", hardware()),
                section.choice("ring", Ring.ALL, Ring::of)),
            section.choice("window", InstallWindow.ALWAYS, InstallWindow::of));
    section.refuseUnknownKeys();
    return read;
  }

  private static Optional<Path> path(Section section, String key, Path folder) {
    return section.has(key) ? Optional.of(folder.resolve(section.text(key, ""))) : Optional.empty();
  }

  /** The identity that Debian gave the machine; every machine without one counts as the same. */
  private static String machine() {
    try {
      return Files.readString(MACHINE).strip();
    } catch (IOException e) {
      return "machine";
    }
  }

  private static String hardware() {
    String architecture = System.getProperty("os.arch");
    return architecture.equals("amd64") ? "x86_64" : architecture;
  }
}
