package org.petrascope.server;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Secrets that systemd hands to the service (systemd.exec(5), {@code LoadCredential=}): where the
 * configuration names a secret as {@code credential:NAME}, it is the file of this name in the
 * folder that the service was started with.
 */
final class Credentials {
  /** Set at the start of the process from what systemd tells it. */
  static final String FOLDER = "petrascope.credentials";

  private static final String PREFIX = "credential:";

  private Credentials() {}

  /**
   * The file that a configured name means; empty where the name means no credential.
   *
   * @throws IllegalArgumentException when it means one and the process was given none
   */
  static Optional<Path> file(String named) {
    if (!named.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String name = named.substring(PREFIX.length());
    String folder = System.getProperty(FOLDER, "");
    if (folder.isEmpty()) {
      throw new IllegalArgumentException(
          "credential %s was not given: start the appliance by systemd with LoadCredential=%s, or name a file"
              .formatted(name, name));
    }
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException(
          "credential %s has no usable name: take letters, digits, dots and hyphens"
              .formatted(name));
    }
    return Optional.of(Path.of(folder, name));
  }
}
