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
 * whether those that are new since a moment have opened their sockets and worked off what came.
 */
final class ReceivingThreads {
  private static final Path THREADS = Path.of("/proc/self/task");

  /** Each gives itself this name when it first runs. */
  private static final String NAME = "arv_gv_stream";

  /** The kernel's functions that wait for packets all have it in their names. */
  private static final String WAITS_FOR_PACKETS = "poll";

  /** Time for the kernel to hand over what a socket took before it had its filter. */
  private static final Duration HANDING_OVER = Duration.ofMillis(20);

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
   * Waits until there are new ones and each was seen to wait for packets, which it does once its
   * socket has its filter, and again after the kernel handed over what came before that; for a
   * thousand looks at most, since one that a camera feeds already may hardly ever wait.
   */
  void awaitNewOnesIdle() {
    awaitIdle();
    GigeCamera.waitFor(HANDING_OVER);
    awaitIdle();
  }

  private void awaitIdle() {
    Set<Path> idle = new HashSet<>();
    for (int look = 0; look < LOOKS_MAX; look++) {
      Set<Path> anew = receiving();
      anew.removeAll(before);
      anew.stream().filter(ReceivingThreads::isIdle).forEach(idle::add);
      if (!anew.isEmpty() && idle.containsAll(anew)) {
        return;
      }
      GigeCamera.waitFor(PAUSE);
    }
  }

  private static Set<Path> receiving() {
    Set<Path> found = new HashSet<>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        if (said(thread, "comm").equals(NAME)) {
          found.add(thread);
        }
      }
    } catch (IOException e) {
      return found; // Not Linux, where there are no packet sockets either.
    }
    return found;
  }

  /**
   * A kernel that hides what its threads wait for still tells those that sleep from those that run.
   */
  private static boolean isIdle(Path thread) {
    String waits = said(thread, "wchan");
    boolean hidden = waits.isEmpty() || waits.equals("0");
    return hidden
        ? said(thread, "stat").contains("(" + NAME + ") S")
        : waits.contains(WAITS_FOR_PACKETS);
  }

  private static String said(Path thread, String what) {
    try {
      return Files.readString(thread.resolve(what)).strip();
    } catch (IOException e) {
      return ""; // Ended since the folder was read.
    }
  }
}
