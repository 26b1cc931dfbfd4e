package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.Capabilities;
import org.petrascope.camera.Identity;
import org.petrascope.camera.Limits;
import org.petrascope.camera.PixelFormat;

class SensorViewTest {
  private static final Identity CAMERA = new Identity("Acme", "Line 7", "7", "1", "");
  private static final BandTable BANDS =
      new BandTable(new double[] {1000, 1010, 1020}, new double[] {8, 8, 8});

  @Test
  void pixelIsSaturatedWhereTheSensorSaysNoMore() {
    SensorView view = SensorView.of(CAMERA, saturatingAt(0.9), settings(PixelFormat.MONO12));
    assertEquals(3685, view.dnMax());
    assertEquals(
        OptionalInt.of(3685),
        SensorView.conditions(view.settings(), view.dnMax(), OptionalDouble.empty()).dnMax());
    assertEquals(
        4095, SensorView.of(CAMERA, saturatingAt(1), settings(PixelFormat.MONO12)).dnMax());
  }

  private static AcquisitionSettings settings(PixelFormat format) {
    return new AcquisitionSettings(format, 1000, 100, 1, 1);
  }

  private static Capabilities saturatingAt(double saturation) {
    return new Capabilities(
        64,
        BANDS,
        Set.of(PixelFormat.MONO12),
        new Limits(10, 100_000),
        new Limits(1, 1000),
        true,
        true,
        false,
        saturation);
  }
}
