package org.petrascope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.petrascope.update.Occupation;
import org.petrascope.update.ReleaseManifest;

/**
 * All that commands of root's have done in the data folder. The folder is the service's: whoever
 * holds its account may put links there, and root would write, or read, where they lead. So where
 * the folder is another user's, that user does it, in a process of its own. For one thread.
 */
interface DataKeeper extends Occupation, AutoCloseable {
  /**
   * Works as the folder's owner.
   *
   * @param config configuration file; empty at the first start, which has none yet
   */
  static DataKeeper of(Path data, Optional<Path> config) {
    try {
      if (Files.isDirectory(data) && user(Path.of("/proc/self")) == 0 && user(data) != 0) {
        return OwnersKeeper.start(data, config);
      }
      return new InterruptedAppliance(data, config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int user(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid");
  }

  /** From now on no appliance works in the folder, until this is closed; refused where one does. */
  void hold();

  /** Why a release on probation is not what it must be, at this moment; empty when it is. */
  Optional<String> trouble();

  /** Puts a model or a library to use. */
  void deliver(ReleaseManifest manifest, Path payload);

  /** Makes the box's key and its administrator, and gives the document that enrols it. */
  byte[] enrol(Answers answers, Instant at);

  /** Forgets who the box is and who may sign in; refused while an appliance runs. */
  void forget();

  @Override
  void close();
}
