package org.petrascope.gige;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.FrameStream;
import org.petrascope.camera.Outcome;
import org.petrascope.camera.PixelFormat;
import org.petrascope.camera.Statistics;
import org.petrascope.simulator.SentCounts;

/** What a GigE Vision camera does beyond the contract of every camera. */
@Timeout(60)
class GigeCameraTest {
  private static final AcquisitionSettings SETTINGS =
      new AcquisitionSettings(PixelFormat.MONO12, 1000, 500, 1, 1);
  private static final int FRAMES = 300;
  private static final String SILENCE = ",muteAt=" + (FRAMES + 1);

  @Test
  void deviceTellsWhoItIsAndWhatItSees() {
    try (SimulatedRig rig = new SimulatedRig("");
        Camera camera = rig.open()) {
      assertEquals("Petrascope", camera.identity().vendor());
      assertEquals("SWIR-640 simulated", camera.identity().model());
      assertEquals("SIM-0001", camera.identity().serial());
      assertEquals("simulated-1", camera.identity().calibrationPack());
      assertEquals(rig.bands(), camera.capabilities().bands());
      assertEquals(64, camera.capabilities().samplesMax());
      assertTrue(camera.telemetry().sensorTemperatureC().isPresent());
      assertTrue(camera.telemetry().deviceTemperatureC().isPresent());
    }
  }

  @Test
  void addressWithoutCameraIsRefusedWithinSeconds() {
    long begunNs = System.nanoTime();
    CameraException refusal =
        assertThrows(CameraException.class, () -> GigeCamera.open("127.254.254.254"));
    assertEquals(
        "no camera answers at 127.254.254.254 within 1500 ms: check its power, its cable and its"
            + " address",
        refusal.getMessage());
    assertTrue(System.nanoTime() - begunNs < 3e9);
  }

  @Test
  void deviceThatNeverAnswersIsRefusedWithinSeconds() throws IOException {
    String address = "127.254.%d.253".formatted(ProcessHandle.current().pid() % 250 + 1);
    try (DatagramSocket mute = new DatagramSocket(new InetSocketAddress(address, 3956))) {
      assertTrue(mute.isBound());
      long begunNs = System.nanoTime();
      assertThrows(CameraException.class, () -> GigeCamera.open(address));
      assertTrue(System.nanoTime() - begunNs < 3e9);
    }
  }

  @Test
  void unknownModelIsRefusedAndLetGo() {
    try (SimulatedRig rig = new SimulatedRig("", SimulatedRig.named("Zoom 3"))) {
      for (int attempt = 0; attempt < 2; attempt++) {
        CameraException refusal = assertThrows(CameraException.class, rig::open);
        assertTrue(String.valueOf(refusal.getMessage()).contains("Petrascope Zoom 3"));
      }
    }
  }

  @Test
  void profileCanBeNamedForAnyModel() {
    try (SimulatedRig rig = new SimulatedRig("", SimulatedRig.named("Zoom 3"));
        Camera camera =
            GigeCamera.open(
                GigeAddress.of(rig.address(), "127.0.0.1"),
                CameraProfiles.builtIn().named("generic-swir-1000-2500"))) {
      assertEquals(16, camera.capabilities().bands().bands());
      assertEquals(2500, camera.capabilities().bands().centresNm()[15]);
    }
  }

  @Test
  void droppedPacketsAreHealedByResend() {
    try (SimulatedRig rig = new SimulatedRig("drop=0.05,seed=5");
        Camera camera = rig.open()) {
      camera.configure(SETTINGS);
      try (FrameStream stream = camera.start(256)) {
        for (int id = 1; id <= FRAMES; id++) {
          Outcome outcome = stream.take(Duration.ofSeconds(1));
          assertInstanceOf(Outcome.Complete.class, outcome, outcome.toString()).frame().close();
        }
        assertTrue(stream.statistics().packetsResent() > 0, stream.statistics().toString());
      }
    }
  }

  @Test
  void doubledAndDisorderedPacketsDoNoHarm() {
    try (SimulatedRig rig = new SimulatedRig("dup=0.1,reorder=0.1,seed=5" + SILENCE)) {
      assertEquals(FRAMES, run(rig).statistics.complete());
    }
  }

  @Test
  void everyIdIsAccountedForUnderHeavyLoss() {
    assertAllAccountedFor("mtu=600,drop=0.2,dropResend=0.6,dropFrame=0.02,seed=6");
  }

  @Test
  void everyIdIsAccountedForWhenResendsComeTooLate() {
    // Aravis takes a packet of more than 100 frames ago for the beginning of a new frame.
    assertAllAccountedFor("mtu=600,drop=0.1,dropFrame=0.02,resendLag=110,seed=6");
  }

  @Test
  void frameOfAnotherFormatIsIncomplete() {
    try (SimulatedRig rig = new SimulatedRig("wrongFormat=0.1,seed=5" + SILENCE)) {
      assertDamage(run(rig), "pixel format is 0x");
    }
  }

  @Test
  void frameOfAnotherHeightIsIncomplete() {
    try (SimulatedRig rig = new SimulatedRig("wrongHeight=0.1,seed=5" + SILENCE)) {
      assertDamage(run(rig), "frame is 64 x 15, expected 64 x 16");
    }
  }

  @Test
  void truncatedFrameIsIncomplete() {
    try (SimulatedRig rig = new SimulatedRig("truncate=0.1,seed=5" + SILENCE)) {
      assertDamage(run(rig), "packets did not come in time");
    }
  }

  @Test
  void missingPacketsAreCounted() {
    // Packets of 300 bytes carry 264 bytes of the image: with leader and trailer 10 for 2048 bytes.
    try (SimulatedRig rig = new SimulatedRig("mtu=300,truncate=0.1,seed=5" + SILENCE)) {
      Run run = run(rig);
      assertDamage(run, "packets did not come in time");
      assertEquals(5 * run.statistics.incomplete(), run.statistics.packetsMissing());
    }
  }

  @Test
  void packetsTheNetworkCannotCarryAreMadeSmaller() {
    try (SimulatedRig rig = new SimulatedRig("mtu=1500" + SILENCE)) {
      assertEquals(FRAMES, run(rig).statistics.complete());
    }
  }

  @Test
  void vanishedCameraIsGoneInLessThanTwoSecondsAndClosesAtOnce() {
    try (SimulatedRig rig = new SimulatedRig("vanishAt=50")) {
      Camera camera = rig.open();
      camera.configure(SETTINGS);
      FrameStream stream = camera.start(64);
      long lastFrameNs = System.nanoTime();
      Outcome outcome = stream.take(Duration.ofSeconds(10));
      while (outcome instanceof Outcome.Complete(var frame)) {
        lastFrameNs = System.nanoTime();
        frame.close();
        outcome = stream.take(Duration.ofSeconds(10));
      }
      assertInstanceOf(Outcome.Gone.class, outcome);
      long goneNs = System.nanoTime();
      assertTrue(goneNs - lastFrameNs < 2e9, "gone after " + (goneNs - lastFrameNs) / 1e6 + " ms");
      stream.close();
      camera.close();
      assertTrue(System.nanoTime() - goneNs < 1e9);
    }
  }

  @Test
  void silentCameraThatAnswersIsNotGoneAndComesBack() {
    try (SimulatedRig rig = new SimulatedRig("muteAt=50,muteMs=1500");
        Camera camera = rig.open()) {
      camera.configure(SETTINGS);
      try (FrameStream stream = camera.start(64)) {
        long id = 0;
        while (id < 1500) {
          id = follow(id, stream.take(Duration.ofSeconds(5)));
        }
        assertTrue(stream.statistics().lost() > 0);
      }
    }
  }

  @Test
  void tooFewBuffersAreCountedAsUnderruns() {
    try (SimulatedRig rig = new SimulatedRig("muteAt=" + (FRAMES + 1));
        Camera camera = rig.open()) {
      camera.configure(SETTINGS);
      List<Outcome> held = new ArrayList<>();
      try (FrameStream stream = camera.start(4)) {
        for (int i = 0; i < 4; i++) {
          held.add(stream.take(Duration.ofSeconds(2)));
        }
        assertInstanceOf(Outcome.TimedOut.class, stream.take(Duration.ofMillis(200)));
        for (Outcome outcome : held) {
          assertInstanceOf(Outcome.Complete.class, outcome).frame().close();
        }
        Outcome.Lost gap = assertInstanceOf(Outcome.Lost.class, stream.take(Duration.ofSeconds(2)));
        assertEquals(5, gap.firstFrameId());
        assertEquals(gap.count(), stream.statistics().underruns());
      }
    }
  }

  /** The last id that an outcome accounts for; it must begin right after the one before. */
  private static long follow(long lastId, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Complete(var frame) -> {
        try (frame) {
          assertEquals(lastId + 1, frame.id());
          yield frame.id();
        }
      }
      case Outcome.Incomplete damaged -> {
        assertEquals(lastId + 1, damaged.frameId());
        yield damaged.frameId();
      }
      case Outcome.Lost gap -> {
        assertEquals(lastId + 1, gap.firstFrameId());
        yield lastId + gap.count();
      }
      case Outcome.TimedOut _, Outcome.Gone _ -> throw new AssertionError(outcome);
    };
  }

  private static void assertAllAccountedFor(String faults) {
    try (SimulatedRig rig = new SimulatedRig(faults);
        Camera camera = rig.open()) {
      camera.configure(SETTINGS);
      try (FrameStream stream = camera.start(256)) {
        long id = 0;
        while (id < FRAMES) {
          id = follow(id, stream.take(Duration.ofSeconds(2)));
        }
        Statistics counted = stream.statistics();
        assertTrue(counted.incomplete() > 0 && counted.lost() > 0, counted.toString());
        assertEquals(id, counted.complete() + counted.incomplete() + counted.lost());
        assertTrue(id <= rig.simulated().sent().frames());
      }
    }
  }

  private static void assertDamage(Run run, String reason) {
    assertTrue(run.statistics.incomplete() > 0, run.toString());
    assertEquals(FRAMES, run.statistics.complete() + run.statistics.incomplete());
    for (Outcome.Incomplete damaged : run.damaged) {
      assertTrue(damaged.reason().startsWith(reason), damaged.toString());
    }
  }

  /** One acquisition until the camera falls silent. */
  private static Run run(SimulatedRig rig) {
    try (Camera camera = rig.open()) {
      camera.configure(SETTINGS);
      try (FrameStream stream = camera.start(256)) {
        List<Outcome.Incomplete> damaged = new ArrayList<>();
        Outcome outcome = stream.take(Duration.ofSeconds(1));
        while (!(outcome instanceof Outcome.TimedOut)) {
          switch (outcome) {
            case Outcome.Complete(var frame) -> frame.close();
            case Outcome.Incomplete incomplete -> damaged.add(incomplete);
            case Outcome.Lost _ -> {}
            default -> throw new AssertionError(outcome);
          }
          outcome = stream.take(Duration.ofSeconds(1));
        }
        Statistics statistics = stream.statistics();
        assertTrue(
            Set.of("packet socket", "plain socket").contains(statistics.transport()),
            statistics.transport());
        return new Run(statistics, damaged, rig.simulated().sent());
      }
    }
  }

  private record Run(Statistics statistics, List<Outcome.Incomplete> damaged, SentCounts sent) {}
}
