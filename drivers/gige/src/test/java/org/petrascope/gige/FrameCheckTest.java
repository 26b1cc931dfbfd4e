package org.petrascope.gige;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.petrascope.camera.PixelFormat;

class FrameCheckTest {
  private static final FrameCheck CHECK = new FrameCheck(PixelFormat.MONO12_PACKED, 640, 224);
  private static final int PACKED = PixelFormat.MONO12_PACKED.code();

  @Test
  void wholeFrameHasNoProblem() {
    assertEquals(Optional.empty(), CHECK.problem(640, 224, PACKED, 215_040));
  }

  @Test
  void shortFrameIsAProblem() {
    assertEquals(
        Optional.of("frame has 35840 bytes, expected 215040"),
        CHECK.problem(640, 224, PACKED, 35_840));
  }

  @Test
  void otherFormatIsAProblem() {
    assertEquals(
        Optional.of("pixel format is 0x01100007, expected Mono12Packed (0x010c0006)"),
        CHECK.problem(640, 224, PixelFormat.MONO16.code(), 286_720));
  }

  @Test
  void otherSizeIsAProblem() {
    assertEquals(
        Optional.of("frame is 320 x 224, expected 640 x 224"),
        CHECK.problem(320, 224, PACKED, 215_040));
  }
}
