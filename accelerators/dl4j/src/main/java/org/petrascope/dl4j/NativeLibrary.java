package org.petrascope.dl4j;

import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.NativeEnvironment;

/** Deeplearning4j's native library on this machine, held to one core: results then repeat. */
final class NativeLibrary {
  private static final Optional<String> MISSING = load();

  private NativeLibrary() {}

  private static Optional<String> load() {
    try {
      // Its threads wait for each other by turning in circles, which on busy cores makes a step ten
      // times as long, and only this variable keeps it from starting them.
      NativeEnvironment.setUnlessSet("OMP_NUM_THREADS", "1");
      Nd4j.getEnvironment().setMaxThreads(1);
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of(
          "Deeplearning4j's native library does not load on %s %s (%s): put nd4j-native for this machine on the class path, or train cnn1d"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), reason(e)));
    }
  }

  private static String reason(Throwable error) {
    Throwable reason = error;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    return String.valueOf(reason.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /** Why the library cannot be used here, in one sentence; empty when it can. */
  static Optional<String> missing() {
    return MISSING;
  }

  /**
   * @throws LearningException when it cannot be used
   */
  static void require() {
    MISSING.ifPresent(
        why -> {
          throw new LearningException(why);
        });
  }
}
