package org.petrascope.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every camera driver must hold, whatever its transport. A driver's test extends this class
 * and supplies a {@link CameraRig}: a real camera, or a simulated one on the real wire.
 */
@Timeout(60)
public abstract class CameraContract {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int FRAMES = 60;
  private static final int FRAMES_ENDLESS = 1_000_000;
  private static final int BUFFERS = 32;

  /**
   * A rig whose camera sends this many frames in its first acquisition and is silent after. A
   * camera that vanishes does so within them.
   */
  protected abstract CameraRig rig(CameraRig.Condition condition, int frames);

  /** Settings that suit the rig's camera; the rate times {@code FRAMES} is at most seconds. */
  protected abstract AcquisitionSettings settings();

  @Test
  void everyFrameIdComesOnceAndInOrder() {
    try (CameraRig rig = rig(CameraRig.Condition.HEALTHY, FRAMES);
        Camera camera = rig.open()) {
      FrameTally tally = acquire(camera, settings());
      assertEquals(FRAMES, tally.highestId());
      assertEquals(FRAMES, tally.complete());
    }
  }

  @Test
  void everyOfferedFormatArrivesInItsSize() {
    try (CameraRig rig = rig(CameraRig.Condition.HEALTHY, FRAMES_ENDLESS);
        Camera camera = rig.open()) {
      for (PixelFormat format : camera.capabilities().pixelFormats()) {
        AcquisitionSettings wanted = withFormat(format);
        camera.configure(wanted);
        try (FrameStream stream = camera.start(BUFFERS);
            Frame frame = complete(stream)) {
          assertEquals(format, frame.pixelFormat());
          assertEquals(camera.capabilities().samplesMax(), frame.samples());
          assertEquals(camera.capabilities().bands().bands(), frame.bands());
          assertEquals(format.frameBytes(frame.samples(), frame.bands()), frame.data().remaining());
          assertTrue(frame.data().isReadOnly());
          assertEquals(ByteOrder.LITTLE_ENDIAN, frame.data().order());
        }
      }
    }
  }

  @Test
  void binningMakesTheFrameSmaller() {
    try (CameraRig rig = rig(CameraRig.Condition.HEALTHY, FRAMES_ENDLESS);
        Camera camera = rig.open()) {
      AcquisitionSettings plain = settings();
      camera.configure(
          new AcquisitionSettings(
              plain.pixelFormat(), plain.exposureUs(), plain.lineRateHz(), 2, 2));
      try (FrameStream stream = camera.start(BUFFERS);
          Frame frame = complete(stream)) {
        assertEquals(camera.capabilities().samplesMax() / 2, frame.samples());
        assertEquals(camera.capabilities().bands().bands() / 2, frame.bands());
      }
    }
  }

  @Test
  void exposureOutOfRangeIsRefused() {
    try (CameraRig rig = rig(CameraRig.Condition.HEALTHY, FRAMES_ENDLESS);
        Camera camera = rig.open()) {
      double tooShort = camera.capabilities().exposureUs().min() / 2;
      AcquisitionSettings plain = settings();
      assertRefused(
          camera, new AcquisitionSettings(plain.pixelFormat(), tooShort, plain.lineRateHz(), 1, 1));
    }
  }

  @Test
  void lineRateOutOfRangeIsRefused() {
    try (CameraRig rig = rig(CameraRig.Condition.HEALTHY, FRAMES_ENDLESS);
        Camera camera = rig.open()) {
      double tooFast = camera.capabilities().lineRateHz().max() * 2;
      double exposureUs = camera.capabilities().exposureUs().min();
      assertRefused(
          camera, new AcquisitionSettings(settings().pixelFormat(), exposureUs, tooFast, 1, 1));
    }
  }

  @Test
  void closedShutterGivesDarkerFramesThanOpen() {
    try (CameraRig rig = rig(CameraRig.Condition.HEALTHY, FRAMES_ENDLESS);
        Camera camera = rig.open()) {
      assumeTrue(camera.capabilities().shutter(), "this camera has no shutter");
      camera.shutter(Shutter.CLOSED);
      double dark = meanDn(camera);
      camera.shutter(Shutter.OPEN);
      double light = meanDn(camera);
      assertTrue(light > 1.2 * dark, "open " + light + ", closed " + dark);
    }
  }

  @Test
  void whitePanelIsBrighterThanDark() {
    try (CameraRig rig = rig(CameraRig.Condition.HEALTHY, FRAMES_ENDLESS);
        Camera camera = rig.open()) {
      assumeTrue(camera.capabilities().stage(), "this camera moves no stage");
      camera.present(Target.WHITE_PANEL);
      double white = meanDn(camera);
      camera.present(Target.CORE);
      camera.shutter(Shutter.CLOSED);
      assertTrue(white > 2 * meanDn(camera), "white " + white);
    }
  }

  @Test
  void lostFramesAreReportedInTheirPlace() {
    try (CameraRig rig = rig(CameraRig.Condition.LOSES_FRAMES, FRAMES);
        Camera camera = rig.open()) {
      FrameTally tally = acquire(camera, settings());
      assertTrue(tally.lost() > 0, "the rig lost nothing");
      assertEquals(FRAMES, tally.complete() + tally.lost());
    }
  }

  @Test
  void missingFirstFrameIsReportedLost() {
    try (CameraRig rig = rig(CameraRig.Condition.LOSES_FIRST_FRAME, FRAMES);
        Camera camera = rig.open()) {
      camera.configure(settings());
      try (FrameStream stream = camera.start(BUFFERS)) {
        Outcome.Lost first = assertInstanceOf(Outcome.Lost.class, stream.take(PATIENCE));
        assertEquals(1, first.firstFrameId());
        try (Frame next = complete(stream)) {
          assertEquals(first.count() + 1, next.id());
        }
      }
    }
  }

  @Test
  void damagedFramesAreReportedInTheirPlace() {
    try (CameraRig rig = rig(CameraRig.Condition.LOSES_PACKETS, FRAMES);
        Camera camera = rig.open()) {
      FrameTally tally = acquire(camera, settings());
      assertTrue(tally.incomplete() > 0, "the rig damaged nothing");
      assertEquals(FRAMES, tally.complete() + tally.incomplete() + tally.lost());
      assertTrue(tally.packetsMissing() >= tally.incomplete(), "packets " + tally.packetsMissing());
    }
  }

  @Test
  void everyAcquisitionCountsFromOne() {
    try (CameraRig rig = rig(CameraRig.Condition.HEALTHY, FRAMES_ENDLESS);
        Camera camera = rig.open()) {
      camera.configure(settings());
      for (int acquisition = 0; acquisition < 3; acquisition++) {
        try (FrameStream stream = camera.start(BUFFERS);
            Frame first = complete(stream)) {
          assertEquals(1, first.id());
        }
      }
    }
  }

  @Test
  void silentCameraTimesOut() {
    try (CameraRig rig = rig(CameraRig.Condition.HEALTHY, 2);
        Camera camera = rig.open()) {
      camera.configure(settings());
      try (FrameStream stream = camera.start(BUFFERS)) {
        complete(stream).close();
        complete(stream).close();
        Outcome.TimedOut silence =
            assertInstanceOf(Outcome.TimedOut.class, stream.take(Duration.ofMillis(800)));
        assertTrue(silence.waited().toMillis() >= 800, silence.toString());
      }
    }
  }

  @Test
  void vanishedCameraIsReportedGoneForGood() {
    try (CameraRig rig = rig(CameraRig.Condition.VANISHES, FRAMES);
        Camera camera = rig.open()) {
      camera.configure(settings());
      try (FrameStream stream = camera.start(BUFFERS)) {
        Outcome last = new FrameTally().drain(stream);
        Outcome.Gone gone = assertInstanceOf(Outcome.Gone.class, last);
        assertFalse(gone.reason().isBlank());
        assertInstanceOf(Outcome.Gone.class, stream.take(PATIENCE));
      }
    }
  }

  @Test
  void secondControllerIsRefused() {
    try (CameraRig rig = rig(CameraRig.Condition.HEALTHY, FRAMES_ENDLESS);
        Camera camera = rig.open()) {
      CameraException refusal = assertThrows(CameraException.class, rig::open);
      assertEquals(1, String.valueOf(refusal.getMessage()).lines().count());
      assertFalse(camera.identity().model().isBlank());
    }
  }

  @Test
  void cameraCanBeOpenedAgainAfterItWasClosed() {
    try (CameraRig rig = rig(CameraRig.Condition.HEALTHY, FRAMES)) {
      rig.open().close();
      try (Camera camera = rig.open()) {
        assertEquals(FRAMES, acquire(camera, settings()).complete());
      }
    }
  }

  @Test
  void closingTwiceDoesNothingMore() {
    try (CameraRig rig = rig(CameraRig.Condition.HEALTHY, FRAMES_ENDLESS)) {
      Camera camera = rig.open();
      camera.configure(settings());
      FrameStream stream = camera.start(BUFFERS);
      Frame frame = complete(stream);
      frame.close();
      frame.close();
      stream.close();
      stream.close();
      camera.close();
      camera.close();
      assertThrows(IllegalStateException.class, () -> stream.take(PATIENCE));
      assertThrows(IllegalStateException.class, frame::data);
    }
  }

  @Test
  void secondStreamAtATimeIsRefused() {
    try (CameraRig rig = rig(CameraRig.Condition.HEALTHY, FRAMES_ENDLESS);
        Camera camera = rig.open()) {
      camera.configure(settings());
      try (FrameStream stream = camera.start(BUFFERS)) {
        assertThrows(IllegalStateException.class, () -> camera.start(BUFFERS));
        complete(stream).close();
      }
    }
  }

  /** Takes one whole acquisition, checking the order of all outcomes. */
  private static FrameTally acquire(Camera camera, AcquisitionSettings settings) {
    camera.configure(settings);
    FrameTally tally = new FrameTally();
    try (FrameStream stream = camera.start(BUFFERS)) {
      tally.drain(stream);
      Statistics statistics = stream.statistics();
      assertEquals(
          List.of(tally.complete(), tally.incomplete(), tally.lost()),
          List.of(statistics.complete(), statistics.incomplete(), statistics.lost()));
      assertEquals(
          tally.highestId(), statistics.complete() + statistics.incomplete() + statistics.lost());
      assertFalse(statistics.transport().isBlank());
    }
    return tally;
  }

  private static Frame complete(FrameStream stream) {
    Outcome outcome = stream.take(PATIENCE);
    return assertInstanceOf(Outcome.Complete.class, outcome, outcome.toString()).frame();
  }

  private void assertRefused(Camera camera, AcquisitionSettings settings) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> camera.configure(settings));
    assertEquals(1, String.valueOf(refusal.getMessage()).lines().count());
  }

  private AcquisitionSettings withFormat(PixelFormat format) {
    AcquisitionSettings plain = settings();
    return new AcquisitionSettings(format, plain.exposureUs(), plain.lineRateHz(), 1, 1);
  }

  private double meanDn(Camera camera) {
    assumeTrue(
        camera.capabilities().pixelFormats().contains(PixelFormat.MONO12),
        "this camera has no Mono12");
    camera.configure(withFormat(PixelFormat.MONO12));
    try (FrameStream stream = camera.start(BUFFERS);
        Frame frame = complete(stream)) {
      ByteBuffer data = frame.data();
      double sum = 0;
      for (int offset = 0; offset < data.limit(); offset += Short.BYTES) {
        sum += Short.toUnsignedInt(data.getShort(offset));
      }
      return sum * Short.BYTES / data.limit();
    }
  }
}
