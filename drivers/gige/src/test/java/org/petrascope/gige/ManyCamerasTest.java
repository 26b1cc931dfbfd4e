package org.petrascope.gige;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Frame;
import org.petrascope.camera.FrameStream;
import org.petrascope.camera.Outcome;
import org.petrascope.camera.PixelFormat;

/** Cameras of one program that are opened at the same moment, and while others stream. */
@Timeout(60)
class ManyCamerasTest {
  private static final int CAMERAS = 6;
  private static final int ROUNDS = 5;
  private static final int BUFFERS = 64;
  private static final int FRAMES = 20;
  private static final AcquisitionSettings SETTINGS =
      new AcquisitionSettings(PixelFormat.MONO12, 1000, 200, 1, 1);

  @Test
  void camerasAreOpenedAndStreamSideBySide() throws Exception {
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
          camera.configure(SETTINGS);
          try (FrameStream stream = camera.start(BUFFERS)) {
            for (int id = 1; id <= FRAMES; id++) {
              assertEquals(id, whole(stream.take(Duration.ofSeconds(1))));
            }
          }
          rounds++;
        }
      }
    }
    return rounds;
  }

  private static long whole(Outcome outcome) {
    try (Frame frame =
        assertInstanceOf(Outcome.Complete.class, outcome, outcome.toString()).frame()) {
      return frame.id();
    }
  }
}
