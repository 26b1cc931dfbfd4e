package org.petrascope.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.petrascope.camera.PixelFormat;

final class SensorTest {
  private static final int SAMPLES = 100;
  private static final int BANDS = 40;
  private static final TestScene SCENE = TestScene.of(9, SAMPLES, BANDS);
  private static final SensorParameters QUIET = SensorParameters.DEFAULT.noiseless();
  private static final double EXPOSURE_US = QUIET.whiteExposureUs();
  private static final double TEMPERATURE_C = QUIET.temperatureC();
  private static final int MIDDLE = SAMPLES / 2;

  @Test
  void whitePanelFillsFourFifthsOfFullScaleInTheBrightestBand() {
    int[] dn = render(QUIET, PixelFormat.MONO12, view(View.Source.WHITE_PANEL, EXPOSURE_US));
    int brightest = 0;
    for (int band = 0; band < BANDS; band++) {
      brightest = Math.max(brightest, dn[band * SAMPLES + MIDDLE]);
    }
    assertEquals(0.8 * 4095, brightest, 0.04 * 4095);
  }

  @Test
  void whiteIsWellAboveTheDarkInEveryPixel() {
    SensorModel sensor = SensorModel.of(QUIET, SAMPLES, SCENE.bands());
    for (int band = 0; band < BANDS; band++) {
      for (int sample = 0; sample < SAMPLES; sample++) {
        double light = sensor.lightDn(sample, band, EXPOSURE_US, sensor.panel()[band]);
        double dark = sensor.darkDn(sample, band, EXPOSURE_US, TEMPERATURE_C);
        assertTrue(light > 400, "light " + light + " at " + sample + ", " + band);
        assertTrue(dark > 50 && dark < 600, "dark " + dark + " at " + sample + ", " + band);
      }
    }
  }

  @Test
  void closedShutterGivesTheDarkSignal() {
    SensorModel sensor = SensorModel.of(QUIET, SAMPLES, SCENE.bands());
    int[] dn = render(QUIET, PixelFormat.MONO12, view(View.Source.SHUTTER, EXPOSURE_US));
    for (int i = 0; i < dn.length; i++) {
      double expected = sensor.darkDn(i % SAMPLES, i / SAMPLES, EXPOSURE_US, TEMPERATURE_C);
      assertEquals(expected, dn[i], 0.51);
    }
  }

  @Test
  void calibratedLineIsTheReflectanceOfTheScene() {
    int[] dark = render(QUIET, PixelFormat.MONO16, view(View.Source.SHUTTER, EXPOSURE_US));
    int[] white = render(QUIET, PixelFormat.MONO16, view(View.Source.WHITE_PANEL, EXPOSURE_US));
    int[] core = render(QUIET, PixelFormat.MONO16, view(View.Source.CORE, EXPOSURE_US));
    float[] panel = SensorModel.whitePanel(SCENE.bands());
    for (int i = 0; i < core.length; i++) {
      double reflectance = panel[i / SAMPLES] * (core[i] - dark[i]) / (double) (white[i] - dark[i]);
      assertEquals(SCENE.brightness(0), reflectance, 1e-3);
    }
  }

  @Test
  void twiceTheExposureIsTwiceTheLight() {
    double half = EXPOSURE_US / 2;
    int[] darkOne = render(QUIET, PixelFormat.MONO16, view(View.Source.SHUTTER, half));
    int[] darkTwo = render(QUIET, PixelFormat.MONO16, view(View.Source.SHUTTER, EXPOSURE_US));
    int[] one = render(QUIET, PixelFormat.MONO16, view(View.Source.WHITE_PANEL, half));
    int[] two = render(QUIET, PixelFormat.MONO16, view(View.Source.WHITE_PANEL, EXPOSURE_US));
    for (int i = 0; i < one.length; i++) {
      assertEquals(2.0 * (one[i] - darkOne[i]), two[i] - darkTwo[i], 4);
    }
  }

  @Test
  void tooMuchLightSaturatesInEveryFormat() {
    for (PixelFormat format : PixelFormat.values()) {
      int[] dn = render(QUIET, format, view(View.Source.WHITE_PANEL, 100 * EXPOSURE_US));
      assertEquals(format.dnMax(), dn[BANDS / 2 * SAMPLES + MIDDLE], format.genicamName());
    }
  }

  @Test
  void everyFormatCarriesTheSameSignal() {
    View view = view(View.Source.CORE, EXPOSURE_US);
    int[] fine = render(QUIET, PixelFormat.MONO16, view);
    for (PixelFormat format : PixelFormat.values()) {
      double step = 65_536.0 / (format.dnMax() + 1);
      int[] dn = render(QUIET, format, view);
      for (int i = 0; i < dn.length; i++) {
        assertEquals(fine[i] / step, dn[i], 0.51, format.genicamName());
      }
    }
  }

  @Test
  void warmSensorHasMoreDarkCurrent() {
    SensorModel sensor = SensorModel.of(QUIET, SAMPLES, SCENE.bands());
    double bias = sensor.darkDn(3, 4, 0, TEMPERATURE_C);
    double cold = sensor.darkDn(3, 4, EXPOSURE_US, TEMPERATURE_C) - bias;
    double warm = sensor.darkDn(3, 4, EXPOSURE_US, TEMPERATURE_C + QUIET.darkDoublingC()) - bias;
    assertEquals(2 * cold, warm, 1e-6 * warm);
  }

  @Test
  void noiseIsReadNoiseInTheDarkAndGrowsWithTheLight() {
    SensorParameters noisy = SensorParameters.DEFAULT;
    double dark = noiseOf(noisy, view(View.Source.SHUTTER, EXPOSURE_US));
    assertEquals(noisy.readNoiseDn(), dark, 0.1);
    SensorModel sensor = SensorModel.of(noisy, SAMPLES, SCENE.bands());
    double lightDn = sensor.lightDn(MIDDLE, 20, EXPOSURE_US, sensor.panel()[20]);
    double expected = Math.sqrt(dark * dark + lightDn / noisy.electronsPerDn());
    assertEquals(
        expected, noiseOf(noisy, view(View.Source.WHITE_PANEL, EXPOSURE_US)), 0.1 * expected);
  }

  @Test
  void badPixelsAreAsManyOfEachKindAndLeaveTheOthersAsTheyWere() {
    SensorModel good = SensorModel.of(QUIET, SAMPLES, SCENE.bands());
    SensorModel sensor = SensorModel.of(QUIET.withBadPixels(0.01), SAMPLES, SCENE.bands());
    Map<BadPixel, Integer> planted = new EnumMap<>(BadPixel.class);
    for (int i = 0; i < SAMPLES * BANDS; i++) {
      int sample = i % SAMPLES;
      int band = i / SAMPLES;
      BadPixel kind = sensor.badPixel(sample, band);
      planted.merge(kind, 1, Integer::sum);
      double dark = sensor.darkDn(sample, band, EXPOSURE_US, TEMPERATURE_C);
      double light = sensor.lightDn(sample, band, EXPOSURE_US, 1);
      double usualDark = good.darkDn(sample, band, EXPOSURE_US, TEMPERATURE_C);
      double usualLight = good.lightDn(sample, band, EXPOSURE_US, 1);
      boolean darkKept = kind != BadPixel.STUCK && kind != BadPixel.OFFSET;
      boolean lightKept = kind != BadPixel.STUCK && kind != BadPixel.DEAD;
      assertEquals(lightKept ? usualLight : 0, light, 1e-6);
      assertEquals(darkKept, Math.abs(dark - usualDark) < 1e-6, "dark of " + kind);
    }
    int each = (int) Math.round(0.01 * SAMPLES * BANDS);
    assertEquals(SAMPLES * BANDS - 4 * each, planted.remove(BadPixel.NONE));
    assertEquals(
        Map.of(
            BadPixel.DEAD, each,
            BadPixel.STUCK, each,
            BadPixel.OFFSET, each,
            BadPixel.FLICKERING, each),
        planted);
  }

  @Test
  void sameSeedGivesTheSameNoise() {
    View view = view(View.Source.CORE, EXPOSURE_US);
    assertArrayEquals(
        render(SensorParameters.DEFAULT, PixelFormat.MONO12, view),
        render(SensorParameters.DEFAULT, PixelFormat.MONO12, view));
  }

  @Test
  void binnedFrameIsTheMeanOfItsPixels() {
    View view = view(View.Source.WHITE_PANEL, EXPOSURE_US);
    Region binned = new Region(SAMPLES, BANDS, 3, 1, 40, 10, 2, 3);
    int[] whole = render(QUIET, PixelFormat.MONO16, view);
    int[] dn = render(QUIET, new FrameFormat(PixelFormat.MONO16, binned), view);
    for (int y = 0; y < 10; y++) {
      for (int x = 0; x < 40; x++) {
        double sum = 0;
        for (int j = 0; j < 6; j++) {
          sum += whole[((1 + y) * 3 + j / 2) * SAMPLES + (3 + x) * 2 + j % 2];
        }
        // The product of means differs a little from the mean of products.
        assertEquals(sum / 6, dn[y * 40 + x], 1e-3 * sum / 6);
      }
    }
  }

  @Test
  void panelOfTheWrongLengthIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SensorModel.withPanel(QUIET, SAMPLES, SCENE.bands(), new float[BANDS - 1]));
    assertEquals(
        "the white panel has 39 reflectances, the sensor 40 bands: one each is needed",
        e.getMessage());
  }

  private static View view(View.Source source, double exposureUs) {
    return new View(exposureUs, TEMPERATURE_C, source);
  }

  private static int[] render(SensorParameters parameters, PixelFormat format, View view) {
    return render(parameters, new FrameFormat(format, Region.whole(SAMPLES, BANDS)), view);
  }

  private static int[] render(SensorParameters parameters, FrameFormat format, View view) {
    byte[] frame = new byte[format.bytes()];
    renderer(parameters, format).render(view, 0, frame);
    return unpack(format.pixelFormat(), frame);
  }

  private static LineRenderer renderer(SensorParameters parameters, FrameFormat format) {
    return new LineRenderer(SCENE, SensorModel.of(parameters, SAMPLES, SCENE.bands()), format, 7);
  }

  /** Standard deviation over lines, averaged over the middle samples of band 20, in DN. */
  private static double noiseOf(SensorParameters parameters, View view) {
    FrameFormat format = new FrameFormat(PixelFormat.MONO16, Region.whole(SAMPLES, BANDS));
    LineRenderer renderer = renderer(parameters, format);
    byte[] frame = new byte[format.bytes()];
    int lines = 400;
    int width = 10;
    double[] sum = new double[width];
    double[] squares = new double[width];
    for (int line = 0; line < lines; line++) {
      renderer.render(view, line, frame);
      int[] dn = unpack(PixelFormat.MONO16, frame);
      for (int i = 0; i < width; i++) {
        double value = dn[20 * SAMPLES + MIDDLE - width / 2 + i] / 16.0;
        sum[i] += value / lines;
        squares[i] += value * value / lines;
      }
    }
    double variance = 0;
    for (int i = 0; i < width; i++) {
      variance += (squares[i] - sum[i] * sum[i]) / width;
    }
    return Math.sqrt(variance);
  }

  private static int[] unpack(PixelFormat format, byte[] frame) {
    ByteBuffer in = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    int[] dn = new int[(int) (frame.length * 8L / format.bitsPerPixel())];
    Arrays.setAll(
        dn,
        i ->
            switch (format) {
              case MONO8 -> in.get(i) & 0xFF;
              case MONO10, MONO12, MONO16 -> in.getShort(2 * i) & 0xFFFF;
              case MONO12_PACKED -> {
                int high = in.get(i / 2 * 3 + (i % 2) * 2) & 0xFF;
                int low = in.get(i / 2 * 3 + 1) >> (4 * (i % 2));
                yield (high << 4) | (low & 0xF);
              }
              case MONO12P -> (in.getShort(i / 2 * 3 + i % 2) >> (4 * (i % 2))) & 0xFFF;
            });
    return dn;
  }
}
