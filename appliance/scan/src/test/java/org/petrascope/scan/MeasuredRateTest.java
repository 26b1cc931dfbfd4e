package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.petrascope.camera.Frame;
import org.petrascope.camera.PixelFormat;

class MeasuredRateTest {
  private static final double SET_HZ = 100;

  private long nowNs = 1_000_000;
  private long id;

  @Test
  void rateIsThatOfTheTimeStamps() {
    MeasuredRate rate = new MeasuredRate(SET_HZ, false);
    frames(rate, 50, 10_100_000);
    assertEquals(100 / 1.01, rate.hz(), 1e-9);
  }

  @Test
  void rateThatIsSetCountsUntilEnoughFramesCame() {
    MeasuredRate rate = new MeasuredRate(SET_HZ, false);
    frames(rate, 10, 10_100_000);
    assertEquals(SET_HZ, rate.hz());
  }

  @Test
  void lostFramesAndPausesDoNotChangeTheRate() {
    MeasuredRate rate = new MeasuredRate(SET_HZ, false);
    frames(rate, 30, 9_950_000);
    id += 7;
    frames(rate, 1, 8 * 9_950_000);
    frames(rate, 1, 60_000_000);
    frames(rate, 30, 9_950_000);
    assertEquals(100 / 0.995, rate.hz(), 1e-9);
  }

  @Test
  void anotherStreamOfTheSameCameraGoesOnMeasuring() {
    MeasuredRate rate = new MeasuredRate(SET_HZ, false);
    frames(rate, 30, 10_100_000);
    rate.streamBegins();
    id = 0;
    nowNs = 5;
    frames(rate, 30, 10_100_000);
    assertEquals(100 / 1.01, rate.hz(), 1e-9);
  }

  @Test
  void cameraWhoseClockStandsKeepsTheRateThatIsSet() {
    MeasuredRate rate = new MeasuredRate(SET_HZ, false);
    frames(rate, 50, 0);
    assertEquals(SET_HZ, rate.hz());
  }

  @Test
  void encoderMayBeAsSlowAsTheStage() {
    MeasuredRate rate = new MeasuredRate(SET_HZ, true);
    frames(rate, 30, 25_000_000);
    frames(rate, 1, 60_000_000_000L);
    assertEquals(40, rate.hz(), 1e-9);
  }

  @Test
  void latestLinesTellTheSpeedOfAStageThatChangesIt() {
    MeasuredRate rate = new MeasuredRate(SET_HZ, true);
    frames(rate, 1000, 25_000_000);
    frames(rate, 1100, 20_000_000);
    assertEquals(50, rate.hz(), 1e-9);
  }

  private void frames(MeasuredRate rate, int count, long stepNs) {
    for (int i = 0; i < count; i++) {
      id++;
      nowNs += stepNs;
      rate.frame(new Stamped(id, nowNs));
    }
  }

  private record Stamped(long id, long timestampNs) implements Frame {
    @Override
    public PixelFormat pixelFormat() {
      return PixelFormat.MONO12;
    }

    @Override
    public int samples() {
      return 1;
    }

    @Override
    public int bands() {
      return 1;
    }

    @Override
    public ByteBuffer data() {
      return ByteBuffer.allocate(Short.BYTES);
    }

    @Override
    public void close() {}
  }
}
