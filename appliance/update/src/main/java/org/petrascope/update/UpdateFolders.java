package org.petrascope.update;

import java.nio.file.Path;

/**
 * Where what concerns updates lies on a box. The shell script that rolls back where Java does not
 * start knows the same places.
 *
 * @param home holds {@code releases/<version>/}, the links {@code current} and {@code previous},
 *     {@code probation/} and {@code update/}
 * @param database the appliance's database
 * @param configuration the appliance's configuration file
 */
public record UpdateFolders(Path home, Path database, Path configuration) {
  public UpdateFolders {
    home = home.toAbsolutePath().normalize();
    database = database.toAbsolutePath().normalize();
    configuration = configuration.toAbsolutePath().normalize();
  }

  Path releases() {
    return home.resolve("releases");
  }

  Path release(String version) {
    return releases().resolve(version);
  }

  /** The release that runs: a link to its folder. */
  Path current() {
    return home.resolve("current");
  }

  /** The release before it: a link to its folder. */
  Path previous() {
    return home.resolve("previous");
  }

  Path probation() {
    return home.resolve("probation");
  }

  /** While this file is there, the box is on probation. */
  Path probationNote() {
    return probation().resolve("release");
  }

  /** While this file is there, a rollback is under way. */
  Path rollingBack() {
    return probation().resolve("rolling-back");
  }

  /** Copies of what goes back with the release before. */
  Path snapshot() {
    return probation().resolve("snapshot");
  }

  /** What went back last and why, as lines of {@code version=} and {@code reason=}. */
  public Path rolledBack() {
    return home.resolve("rolled-back");
  }

  Path databaseCopy() {
    return snapshot().resolve("petrascope.db");
  }

  Path configurationCopy() {
    return snapshot().resolve("configuration");
  }

  Path trusted() {
    return home.resolve("update/trusted");
  }

  Path staged() {
    return home.resolve("update/staged");
  }

  /** What is installed of models and libraries, one file each. */
  Path installed() {
    return home.resolve("update/installed");
  }

  Path lock() {
    return home.resolve("update/lock");
  }
}
