package org.petrascope.gige;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Looks into /proc for the threads that receive packets, which Aravis starts and tells nothing of:
 * whether those that are new since a moment have worked off what came.
 */
final class ReceivingThreads {
  private static final Path THREADS = Path.of("/proc/self/task");

  /** In parentheses as in {@code stat}, where the state follows the name. */
  private static final String NAME = "(arv_gv_stream)";

  private static final String ASLEEP = " S";
  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final int LOOKS_MAX = 1000;

  private final Set<Path> before;

  private ReceivingThreads(Set<Path> before) {
    this.before = before;
  }

  /** The threads that receive now. */
  static ReceivingThreads now() {
    return new ReceivingThreads(receiving());
  }

  /**
   * Waits until each thread that is new was seen asleep, as it is when no packet waits for it; for
   * a thousand looks at most, since one that a camera feeds already may hardly ever sleep.
   */
  void awaitNewOnesIdle() {
    Set<Path> busy = receiving();
    busy.removeAll(before);
    for (int look = 0; look < LOOKS_MAX && !busy.isEmpty(); look++) {
      busy.removeIf(ReceivingThreads::isIdle);
      if (!busy.isEmpty()) {
        GigeCamera.waitFor(PAUSE);
      }
    }
  }

  private static Set<Path> receiving() {
    Set<Path> found = new HashSet<>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        if (stat(thread).contains(NAME)) {
          found.add(thread);
        }
      }
    } catch (IOException e) {
      return found; // Not Linux, where there are no packet sockets either.
    }
    return found;
  }

  /** Asleep, or ended. */
  private static boolean isIdle(Path thread) {
    String stat = stat(thread);
    int name = stat.indexOf(NAME);
    return name < 0 || stat.startsWith(ASLEEP, name + NAME.length());
  }

  private static String stat(Path thread) {
    try {
      return Files.readString(thread.resolve("stat"));
    } catch (IOException e) {
      return ""; // Ended since the folder was read.
    }
  }
}
