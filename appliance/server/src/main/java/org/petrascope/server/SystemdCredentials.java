package org.petrascope.server;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Secrets that systemd hands to the service (systemd.exec(5), {@code LoadCredential=}): where the
 * configuration names a secret as {@code credential:NAME}, it is the file of this name in the
 * folder that the service was started with. A command that is not the service looks where systemd
 * puts it, which its user need not be allowed to read.
 */
final class SystemdCredentials {
  /** Set at the start of the process from what systemd tells it. */
  static final String FOLDER = "petrascope.credentials";

  private static final String OF_THE_SERVICE = "/run/credentials/petrascope.service";
  private static final String PREFIX = "credential:";

  private SystemdCredentials() {}

  static Path folder() {
    return Path.of(System.getProperty(FOLDER, OF_THE_SERVICE));
  }

  /**
   * The file that a configured name means; empty where the name means no credential. It need not be
   * there.
   *
   * @throws IllegalArgumentException when the name is none that systemd could give
   */
  static Optional<Path> file(String named) {
    if (!named.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String name = named.substring(PREFIX.length());
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException(
          "credential %s has no usable name: take letters, digits, dots and hyphens"
              .formatted(name));
    }
    return Optional.of(folder().resolve(name));
  }

  /** The file that a key names: one that systemd hands over, or one beside the configuration. */
  static Optional<Path> path(Section section, String key, Path folder) {
    if (!section.has(key)) {
      return Optional.empty();
    }
    String named = section.text(key, "");
    try {
      return Optional.of(file(named).orElseGet(() -> folder.resolve(named)));
    } catch (IllegalArgumentException e) {
      section.problem(key, "is refused: " + e.getMessage());
      return Optional.empty();
    }
  }
}
