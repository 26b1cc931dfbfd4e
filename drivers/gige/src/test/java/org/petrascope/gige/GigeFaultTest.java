package org.petrascope.gige;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.FrameStream;
import org.petrascope.camera.Outcome;
import org.petrascope.camera.PixelFormat;
import org.petrascope.camera.Statistics;
import org.petrascope.simulator.FaultPlan;

/** What the driver makes of every fault; each time the next stream of the same camera is whole. */
@Timeout(60)
class GigeFaultTest {
  private static final AcquisitionSettings SETTINGS =
      new AcquisitionSettings(PixelFormat.MONO12, 1000, 200, 1, 1);
  private static final int FRAMES = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mtu=600,drop=0.02,seed=11
          mtu=600,reorder=0.1,seed=12
          mtu=600,dup=0.1,seed=13
          stallAt=100,stallMs=100
          stallAt=100,stallMs=1000
          """)
  void faultsThatCostNoFrame(String faults) {
    assertEquals(FRAMES, all(faults).complete());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mtu=600,drop=0.02,dropResend=0.5,seed=14
          mtu=600,truncate=0.05,seed=15
          mtu=600,dropFrame=0.05,seed=16
          wrongFormat=0.05,seed=17
          wrongHeight=0.05,seed=18
          """)
  void framesThatSufferAreCountedInTheirPlaces(String faults) {
    all(faults);
  }

  /** All frames of the first acquisition; a second one without faults loses none. */
  private static Statistics all(String faults) {
    String silentAfter = ",muteAt=" + (FRAMES + 1);
    try (SimulatedRig rig = new SimulatedRig(faults + silentAfter);
        Camera camera = rig.open()) {
      camera.configure(SETTINGS);
      Statistics suffered;
      try (FrameStream stream = camera.start(256)) {
        assertEquals(FRAMES, follow(stream, FRAMES));
        suffered = stream.statistics();
      }
      assertTrue(suffered.complete() <= rig.simulated().sent().framesWhole(), suffered.toString());
      assertEquals(
          FRAMES,
          suffered.complete() + suffered.incomplete() + suffered.lost(),
          suffered.toString());
      rig.simulated().inject(FaultPlan.NONE);
      assertFlows(camera);
      return suffered;
    }
  }

  @Tag("long")
  @RepeatedTest(20)
  void everyIdIsAccountedForUnderHeavyLossOnABusyMachine() {
    int threads = 2 * Runtime.getRuntime().availableProcessors();
    AtomicBoolean busy = new AtomicBoolean(true);
    for (int i = 0; i < threads; i++) {
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                while (busy.get()) {
                  Thread.onSpinWait();
                }
              });
    }
    try (SimulatedRig rig =
            new SimulatedRig("mtu=600,drop=0.2,dropResend=0.6,dropFrame=0.02,seed=6");
        Camera camera = rig.open()) {
      camera.configure(SETTINGS);
      try (FrameStream stream = camera.start(256)) {
        long id = follow(stream, 300);
        Statistics counted = stream.statistics();
        assertEquals(id, counted.complete() + counted.incomplete() + counted.lost());
        assertTrue(id <= rig.simulated().sent().frames());
      }
    } finally {
      busy.set(false);
    }
  }

  @Test
  void pathThatCarriesSmallerPacketsThanBeforeIsToldAndMeasuredAnew() {
    try (SimulatedRig rig = new SimulatedRig("");
        Camera camera = rig.open()) {
      camera.configure(SETTINGS);
      try (FrameStream stream = camera.start(256)) {
        follow(stream, 20);
        rig.simulated().inject(FaultPlan.parse("mtu=600"));
        String reason = gone(stream);
        assertTrue(
            reason.contains("no longer come through, smaller ones do: MTU of lo is"), reason);
        Statistics counted = stream.statistics();
        assertTrue(counted.incomplete() >= PathWatch.FRAMES, counted.toString());
        assertTrue(counted.incomplete() < FRAMES / 2, counted.toString());
      }
      assertFlows(camera);
    }
  }

  @Test
  void cameraThatDamagesEveryFrameIsNoNarrowPath() {
    try (SimulatedRig rig = new SimulatedRig("mtu=600,truncate=1");
        Camera camera = rig.open()) {
      camera.configure(SETTINGS);
      try (FrameStream stream = camera.start(256)) {
        follow(stream, FRAMES / 2);
        assertEquals(0, stream.statistics().complete());
      }
    }
  }

  @Test
  void cameraThatAnotherProgramTookSaysSo() {
    try (SimulatedRig rig = new SimulatedRig("takenAt=50")) {
      assertTrue(untilGone(rig).contains("controlled by another program, which took it from us"));
      CameraException refused = assertThrows(CameraException.class, rig::open);
      assertTrue(refused.getMessage().contains("controlled by another program"));
      rig.simulated().inject(FaultPlan.NONE);
      assertOpens(rig);
    }
  }

  @Test
  void cameraThatAnotherProgramHasIsOpenedWhenItIsFree() {
    try (SimulatedRig rig = new SimulatedRig("")) {
      Camera other = rig.open();
      CameraException refused = assertThrows(CameraException.class, rig::open);
      assertTrue(refused.getMessage().contains("controlled by another program: close it there"));
      other.close();
      assertOpens(rig);
    }
  }

  @Test
  void cameraThatDoesNotAcknowledgeHeartbeatsIsGoneAndOpensAgain() {
    try (SimulatedRig rig = new SimulatedRig("noHeartbeatAckAt=50")) {
      assertTrue(untilGone(rig).contains("no longer obeys us"));
      rig.simulated().inject(FaultPlan.NONE);
      assertOpens(rig);
    }
  }

  @Test
  void killedCameraSendsAgainThreeSecondsAfterItsReturn() {
    try (SimulatedRig rig = new SimulatedRig("")) {
      Camera camera = rig.open();
      camera.configure(SETTINGS);
      FrameStream stream = camera.start(64);
      follow(stream, 50);
      rig.kill();
      String reason = gone(stream);
      assertTrue(reason.contains("no longer answers"), reason);
      camera.close();
      assertThrows(CameraException.class, rig::open);
      rig.restart();
      long backNs = System.nanoTime();
      assertOpens(rig);
      double seconds = (System.nanoTime() - backNs) / 1e9;
      assertTrue(seconds < 3, "frames after " + seconds + " s");
    }
  }

  private static String untilGone(SimulatedRig rig) {
    try (Camera camera = rig.open()) {
      camera.configure(SETTINGS);
      try (FrameStream stream = camera.start(256)) {
        return gone(stream);
      }
    }
  }

  private static String gone(FrameStream stream) {
    Outcome outcome = stream.take(PATIENCE);
    while (!(outcome instanceof Outcome.Gone)) {
      assertTrue(!(outcome instanceof Outcome.TimedOut), outcome.toString());
      release(outcome);
      outcome = stream.take(PATIENCE);
    }
    return ((Outcome.Gone) outcome).reason();
  }

  /** Opens, as soon as whoever had it before let go, and streams. */
  private static void assertOpens(SimulatedRig rig) {
    try (Camera camera = opened(rig)) {
      camera.configure(SETTINGS);
      assertFlows(camera);
    }
  }

  private static Camera opened(SimulatedRig rig) {
    long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return rig.open();
      } catch (CameraException e) {
        if (System.nanoTime() > deadlineNs) {
          throw e;
        }
      }
    }
  }

  private static void assertFlows(Camera camera) {
    try (FrameStream stream = camera.start(64)) {
      for (int id = 1; id <= 20; id++) {
        Outcome outcome = stream.take(PATIENCE);
        assertInstanceOf(Outcome.Complete.class, outcome, outcome.toString()).frame().close();
      }
    }
  }

  /** Takes until so many frames are accounted for, in order; gives their number. */
  private static long follow(FrameStream stream, long frames) {
    Statistics before = stream.statistics();
    long last = before.complete() + before.incomplete() + before.lost();
    while (last < frames) {
      Outcome outcome = stream.take(PATIENCE);
      long first =
          switch (outcome) {
            case Outcome.Complete(var frame) -> frame.id();
            case Outcome.Incomplete damaged -> damaged.frameId();
            case Outcome.Lost gap -> gap.firstFrameId();
            case Outcome.TimedOut _, Outcome.Gone _ -> throw new AssertionError(outcome);
          };
      assertEquals(last + 1, first);
      last = outcome instanceof Outcome.Lost gap ? last + gap.count() : first;
      release(outcome);
    }
    return last;
  }

  private static void release(Outcome outcome) {
    if (outcome instanceof Outcome.Complete(var frame)) {
      frame.close();
    }
  }
}
