package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.RawCube;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.WhiteLight;

class PanelCheckTest {
  private static final CubeShape SHAPE = new CubeShape(50, 120, 40);
  private static final int DARK_DN = 200;

  /** Light above the dark. */
  @FunctionalInterface
  private interface Scene {
    double dn(int line, int sample, int band);
  }

  private static Optional<String> refusal(Scene scene) {
    SplittableRandom random = new SplittableRandom(7);
    short[] dn = new short[(int) SHAPE.values()];
    for (int i = 0; i < dn.length; i++) {
      int line = i / SHAPE.lineValues();
      int band = i % SHAPE.lineValues() / SHAPE.samples();
      double light = scene.dn(line, i % SHAPE.samples(), band);
      dn[i] = (short) Math.round(DARK_DN + light + 8 * random.nextGaussian());
    }
    BitSet lost = new BitSet();
    lost.set(17);
    Arrays.fill(dn, 17 * SHAPE.lineValues(), 18 * SHAPE.lineValues(), (short) 0);
    RawCube lines = RawCube.over(SHAPE, 0, dn, lost);
    Reference.Averager averager =
        new Reference.Averager(
            Reference.Kind.WHITE, SHAPE.samples(), SHAPE.bands(), AcquisitionConditions.UNSTATED);
    averager.add(lines);
    float[] mean = new float[SHAPE.lineValues()];
    Arrays.fill(mean, DARK_DN);
    Reference dark = Reference.of(Reference.Kind.DARK, SHAPE, AcquisitionConditions.UNSTATED, mean);
    WhiteLight light = WhiteLight.of(averager.reference(), dark);
    return PanelCheck.refusal(lines, dark, light, Optional.empty());
  }

  @Test
  void noisyPanelUnderAFlickeringLampIsAPanel() {
    assertEquals(
        Optional.empty(), refusal((line, sample, band) -> 2500 * (1 + 0.1 * (line % 2)) - sample));
  }

  @Test
  void coreThatMovesIsNoPanel() {
    String why =
        refusal((line, sample, band) -> 2500 + 250 * Math.sin(line * 0.9 + sample)).orElseThrow();
    assertTrue(why.startsWith("white reference changes by "), why);
    assertTrue(why.contains("from line to line, something moves: bring all of the panel"), why);
  }

  @Test
  void coreThatRestsIsNoPanel() {
    String why =
        refusal(
                (line, sample, band) ->
                    2500 - (sample / 30 % 2 == 0 && band > 10 && band < 18 ? 700 : 0))
            .orElseThrow();
    assertTrue(why.startsWith("white reference has spectra that differ by "), why);
  }
}
