package org.petrascope.gige;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cameras of one program that are opened at the same moment, as stations do when it starts. */
@Timeout(60)
class ManyCamerasTest {
  private static final int CAMERAS = 6;
  private static final int ROUNDS = 5;

  @Test
  void camerasAreOpenedSideBySide() throws Exception {
    CountDownLatch ready = new CountDownLatch(CAMERAS);
    List<Future<Integer>> opened = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CAMERAS)) {
      for (int camera = 0; camera < CAMERAS; camera++) {
        opened.add(threads.submit(() -> openAndClose(ready)));
      }
      for (Future<Integer> rounds : opened) {
        assertEquals(ROUNDS, rounds.get());
      }
    }
  }

  private static int openAndClose(CountDownLatch ready) throws InterruptedException {
    int rounds = 0;
    try (SimulatedRig rig = new SimulatedRig("")) {
      ready.countDown();
      ready.await();
      while (rounds < ROUNDS) {
        try (GigeCamera camera = rig.open()) {
          assertEquals(rig.bands(), camera.capabilities().bands());
          rounds++;
        }
      }
    }
    return rounds;
  }
}
