package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WhiteLightTest {
  private static final int SAMPLES = 240;
  private static final int BANDS = 60;
  private static final AcquisitionConditions STATED =
      AcquisitionConditions.UNSTATED.withExposureMs(2).withDnMax(4000);

  /** Light of a sample and band in DN above a dark of 200. */
  @FunctionalInterface
  private interface Scene {
    double dn(int sample, int band);
  }

  private static WhiteLight light(Scene scene) {
    CubeShape shape = new CubeShape(50, SAMPLES, BANDS);
    float[] dark = new float[SAMPLES * BANDS];
    float[] white = new float[dark.length];
    for (int i = 0; i < dark.length; i++) {
      dark[i] = 200;
      white[i] = 200 + (float) scene.dn(i % SAMPLES, i / SAMPLES);
    }
    return WhiteLight.of(
        Reference.of(Reference.Kind.WHITE, shape, STATED, white),
        Reference.of(Reference.Kind.DARK, shape, STATED, dark));
  }

  /** A lamp over the bands and a fall-off along the line. */
  private static double panel(int sample, int band) {
    double across = (sample - 120) / 120.0;
    double along = (band - 30) / 30.0;
    return 3000 * (1 - 0.5 * across * across) * (1 - 0.6 * along * along);
  }

  /** An absorption of a rock. */
  private static double absorbed(int band, int centre) {
    double z = (band - centre) / 3.0;
    return 1 - 0.3 * Math.exp(-z * z);
  }

  @Test
  void levelIsThatOfABrightBandAMillisecond() {
    WhiteLight flat = light((sample, band) -> band < 20 ? 800 : 1600);
    assertEquals(1600, flat.brightDn());
    assertEquals(1600.0 / 4000 / 2, flat.lamp().level(), 1e-9);
    assertEquals((20 * 800 + 10 * 1600) / (20 * 800 + 40 * 1600.0), flat.lamp().shortWave(), 1e-9);
  }

  @Test
  void panelHasNoTextureThroughFixedPatternAndCoreHas() {
    SplittableRandom random = new SplittableRandom(3);
    double[] pattern = random.doubles(SAMPLES * (long) BANDS, 0.9, 1.1).toArray();
    WhiteLight panel = light((s, b) -> panel(s, b) * pattern[b * SAMPLES + s]);
    assertTrue(panel.texture() < 0.02, "texture " + panel.texture());
    WhiteLight core =
        light((s, b) -> panel(s, b) * (s < 60 ? absorbed(b, 20) : s < 90 ? absorbed(b, 45) : 1));
    assertTrue(core.texture() > 0.04, "texture " + core.texture());
  }

  @Test
  void olderLampIsLikeAndRockIsUnlike() {
    WhiteLight panel = light(WhiteLightTest::panel);
    WhiteLight older = light((s, b) -> panel(s, b) * (0.8 + 0.002 * b));
    assertTrue(older.unlike(panel) < 0.005, "older lamp " + older.unlike(panel));
    WhiteLight rock = light((s, b) -> 0.7 * panel(s, b) * absorbed(b, 40));
    assertTrue(rock.unlike(panel) > 0.04, "rock " + rock.unlike(panel));
  }

  @Test
  void movedLampIsSeenInTheDistribution() {
    WhiteLight panel = light(WhiteLightTest::panel);
    assertEquals(0, light((s, b) -> 0.7 * panel(s, b)).redistributed(panel), 1e-6);
    WhiteLight moved = light((s, b) -> panel(s, b) * (1 + 0.3 * s / SAMPLES));
    assertEquals(0.13, moved.redistributed(panel), 0.01);
  }
}
