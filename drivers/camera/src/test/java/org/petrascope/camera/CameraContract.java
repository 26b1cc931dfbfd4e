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
 * and supplies a {@link Rig}: a real camera, or a simulated one on the real wire.
 */
@Timeout(60)
public abstract class CameraContract {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int FRAMES = 60;
  private static final int FRAMES_ENDLESS = 1_000_000;
  private static final int BUFFERS = 32;

  /** What is wrong with the camera of a rig. */
  public enum Condition {
    HEALTHY,
    /** Some frames never reach the wire. The last one does. */
    LOSES_FRAMES,
    /** Some frames lack packets that are never sent again. The last one is whole. */
    LOSES_PACKETS,
    /** The very first frame never reaches the wire. */
    LOSES_FIRST_FRAME,
    /** The device stops streaming and answering in the middle. */
    VANISHES
  }

  /** A camera that can be opened, alone at its address. */
  public interface Rig extends AutoCloseable {
    Camera open();

    @Override
    void close();
  }

  /**
   * A rig whose camera sends this many frames in its first acquisition and is silent after. A
   * camera that vanishes does so within them.
   */
  protected abstract Rig rig(Condition condition, int frames);

  /** Settings that suit the rig's camera; the rate times {@code FRAMES} is at most seconds. */
  protected abstract AcquisitionSettings settings();

  @Test
  void everyFrameIdComesOnceAndInOrder() {
    try (Rig rig = rig(Condition.HEALTHY, FRAMES);
        Camera camera = rig.open()) {
      Tally tally = acquire(camera, settings());
      assertEquals(FRAMES, tally.highestId);
      assertEquals(FRAMES, tally.complete);
    }
  }

  @Test
  void everyOfferedFormatArrivesInItsSize() {
    try (Rig rig = rig(Condition.HEALTHY, FRAMES_ENDLESS);
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
    try (Rig rig = rig(Condition.HEALTHY, FRAMES_ENDLESS);
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
    try (Rig rig = rig(Condition.HEALTHY, FRAMES_ENDLESS);
        Camera camera = rig.open()) {
      double tooShort = camera.capabilities().exposureUs().min() / 2;
      AcquisitionSettings plain = settings();
      assertRefused(
          camera, new AcquisitionSettings(plain.pixelFormat(), tooShort, plain.lineRateHz(), 1, 1));
    }
  }

  @Test
  void lineRateOutOfRangeIsRefused() {
    try (Rig rig = rig(Condition.HEALTHY, FRAMES_ENDLESS);
        Camera camera = rig.open()) {
      double tooFast = camera.capabilities().lineRateHz().max() * 2;
      double exposureUs = camera.capabilities().exposureUs().min();
      assertRefused(
          camera, new AcquisitionSettings(settings().pixelFormat(), exposureUs, tooFast, 1, 1));
    }
  }

  @Test
  void closedShutterGivesDarkerFramesThanOpen() {
    try (Rig rig = rig(Condition.HEALTHY, FRAMES_ENDLESS);
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
    try (Rig rig = rig(Condition.HEALTHY, FRAMES_ENDLESS);
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
    try (Rig rig = rig(Condition.LOSES_FRAMES, FRAMES);
        Camera camera = rig.open()) {
      Tally tally = acquire(camera, settings());
      assertTrue(tally.lost > 0, "the rig lost nothing");
      assertEquals(FRAMES, tally.complete + tally.lost);
    }
  }

  @Test
  void missingFirstFrameIsReportedLost() {
    try (Rig rig = rig(Condition.LOSES_FIRST_FRAME, FRAMES);
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
    try (Rig rig = rig(Condition.LOSES_PACKETS, FRAMES);
        Camera camera = rig.open()) {
      Tally tally = acquire(camera, settings());
      assertTrue(tally.incomplete > 0, "the rig damaged nothing");
      assertEquals(FRAMES, tally.complete + tally.incomplete + tally.lost);
      assertTrue(tally.packetsMissing >= tally.incomplete, "packets " + tally.packetsMissing);
    }
  }

  @Test
  void everyAcquisitionCountsFromOne() {
    try (Rig rig = rig(Condition.HEALTHY, FRAMES_ENDLESS);
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
    try (Rig rig = rig(Condition.HEALTHY, 2);
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
    try (Rig rig = rig(Condition.VANISHES, FRAMES);
        Camera camera = rig.open()) {
      camera.configure(settings());
      try (FrameStream stream = camera.start(BUFFERS)) {
        Outcome last = drain(stream, new Tally());
        Outcome.Gone gone = assertInstanceOf(Outcome.Gone.class, last);
        assertFalse(gone.reason().isBlank());
        assertInstanceOf(Outcome.Gone.class, stream.take(PATIENCE));
      }
    }
  }

  @Test
  void secondControllerIsRefused() {
    try (Rig rig = rig(Condition.HEALTHY, FRAMES_ENDLESS);
        Camera camera = rig.open()) {
      CameraException refusal = assertThrows(CameraException.class, rig::open);
      assertEquals(1, String.valueOf(refusal.getMessage()).lines().count());
      assertFalse(camera.identity().model().isBlank());
    }
  }

  @Test
  void cameraCanBeOpenedAgainAfterItWasClosed() {
    try (Rig rig = rig(Condition.HEALTHY, FRAMES)) {
      rig.open().close();
      try (Camera camera = rig.open()) {
        assertEquals(FRAMES, acquire(camera, settings()).complete);
      }
    }
  }

  @Test
  void closingTwiceDoesNothingMore() {
    try (Rig rig = rig(Condition.HEALTHY, FRAMES_ENDLESS)) {
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
    try (Rig rig = rig(Condition.HEALTHY, FRAMES_ENDLESS);
        Camera camera = rig.open()) {
      camera.configure(settings());
      try (FrameStream stream = camera.start(BUFFERS)) {
        assertThrows(IllegalStateException.class, () -> camera.start(BUFFERS));
        complete(stream).close();
      }
    }
  }

  /** Takes one whole acquisition, checking the order of all outcomes. */
  private static Tally acquire(Camera camera, AcquisitionSettings settings) {
    camera.configure(settings);
    Tally tally = new Tally();
    try (FrameStream stream = camera.start(BUFFERS)) {
      drain(stream, tally);
      Statistics statistics = stream.statistics();
      assertEquals(
          List.of(tally.complete, tally.incomplete, tally.lost),
          List.of(statistics.complete(), statistics.incomplete(), statistics.lost()));
      assertEquals(
          tally.highestId, statistics.complete() + statistics.incomplete() + statistics.lost());
      assertFalse(statistics.transport().isBlank());
    }
    return tally;
  }

  /** Takes until the camera is silent or gone. */
  private static Outcome drain(FrameStream stream, Tally tally) {
    while (true) {
      Outcome outcome = stream.take(Duration.ofSeconds(2));
      if (outcome instanceof Outcome.TimedOut || outcome instanceof Outcome.Gone) {
        return outcome;
      }
      tally.count(outcome);
    }
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

  /** Counts outcomes and insists that ids rise without a gap. */
  private static final class Tally {
    private long complete;
    private long incomplete;
    private long lost;
    private long packetsMissing;
    private long highestId;

    void count(Outcome outcome) {
      switch (outcome) {
        case Outcome.Complete(Frame frame) -> {
          complete++;
          follow(frame.id(), 1);
          frame.close();
        }
        case Outcome.Incomplete damaged -> {
          incomplete++;
          packetsMissing += damaged.packetsMissing();
          follow(damaged.frameId(), 1);
          assertFalse(damaged.reason().isBlank());
        }
        case Outcome.Lost gap -> {
          lost += gap.count();
          follow(gap.firstFrameId(), gap.count());
        }
        case Outcome.TimedOut _, Outcome.Gone _ -> {}
      }
    }

    private void follow(long id, long count) {
      assertEquals(highestId + 1, id, "frame id");
      highestId += count;
    }
  }
}
