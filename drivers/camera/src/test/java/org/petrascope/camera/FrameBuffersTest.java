package org.petrascope.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FrameBuffersTest {
  @Test
  void twoSecondsOfLinesAreBuffered() {
    assertEquals(1054, FrameBuffers.countFor(settings(527), 640, 224));
  }

  @Test
  void memoryIsCapped() {
    assertEquals(1248, FrameBuffers.countFor(settings(1000), 1280, 224));
  }

  @Test
  void slowCamerasStillHaveSomeBuffers() {
    assertEquals(16, FrameBuffers.countFor(settings(1), 640, 224));
  }

  private static AcquisitionSettings settings(double lineRateHz) {
    return new AcquisitionSettings(PixelFormat.MONO12_PACKED, 500, lineRateHz, 1, 1);
  }
}
