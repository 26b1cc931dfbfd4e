package org.petrascope.scenes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.petrascope.spectral.GridMatch;
import org.petrascope.spectral.GridRegistration;
import org.petrascope.spectral.RealData;
import org.petrascope.spectral.SpectralException;

/** Cameras of other bands, noise and grids over one box are laid over each other. */
class TwoCameraTest {
  /** What is promised: the largest error over the whole grid, in pixels. */
  private static final double ERROR_MAX = 0.5;

  private static final int LINES = 300;
  private static final int SAMPLES = 200;

  @FunctionalInterface
  private interface Pair {
    CameraPair of(long seed, int lines, int samples);
  }

  /** Answers the largest error; a grid that is not found fails the test. */
  private static double worst(Pair pair, long fromSeed, int count) {
    double worst = 0;
    for (long seed = fromSeed; seed < fromSeed + count; seed++) {
      SplittableRandom size = new SplittableRandom(seed * 31);
      CameraPair cameras = pair.of(seed, size.nextInt(300, 1000), size.nextInt(200, 640));
      worst = Math.max(worst, error(cameras, seed));
    }
    return worst;
  }

  private static double error(CameraPair cameras, long seed) {
    GridMatch found = GridRegistration.between(cameras.reference(), cameras.other());
    double error = cameras.error(found.transform());
    assertTrue(error <= ERROR_MAX, "seed %d: %.3f pixels off".formatted(seed, error));
    return error;
  }

  @Test
  void boxIsLaidOverToHalfAPixel() {
    for (long seed : new long[] {8001, 8002}) {
      error(CameraPairs.box(seed, LINES, SAMPLES), seed);
    }
  }

  @Test
  void rockOfOtherContrastIsLaidOverToHalfAPixel() {
    for (long seed : new long[] {8003, 8004}) {
      error(CameraPairs.fractal(seed, LINES, SAMPLES), seed);
    }
  }

  @Test
  void otherRockIsRefused() {
    CameraPair strangers = CameraPairs.strangers(8005, LINES, SAMPLES);
    assertThrows(
        SpectralException.class,
        () -> GridRegistration.between(strangers.reference(), strangers.other()));
  }

  @Test
  @Tag("long")
  void fortyPairsAreLaidOverToHalfAPixel() {
    double box = worst(CameraPairs::box, 9001, 20);
    double rock = worst(CameraPairs::fractal, 9101, 24);
    System.out.printf("largest error in pixels: 20 boxes %.3f, 24 rocks %.3f%n", box, rock);
  }

  @Test
  @Tag("long")
  void measuredSpectraAreLaidOverOrRefusedAndNeverWrong() {
    Path chips = RealData.path("hylogger/SWMB007d/SWMB007d_chips_tsg_spectra.csv");
    int found = 0;
    for (long seed = 9201; seed < 9213; seed++) {
      try {
        error(CameraPairs.table(chips, seed, 700, 400), seed);
        found++;
      } catch (SpectralException e) {
        System.out.printf("seed %d: %s%n", seed, e.getMessage());
      }
    }
    assertTrue(found >= 9, found + " of 12 were found");
  }

  @Test
  @Tag("long")
  void strangersAreAlwaysRefused() {
    int refused = 0;
    for (long seed = 9301; seed < 9321; seed++) {
      CameraPair strangers = CameraPairs.strangers(seed, LINES, SAMPLES);
      try {
        GridRegistration.between(strangers.reference(), strangers.other());
      } catch (SpectralException e) {
        refused++;
      }
    }
    assertEquals(20, refused);
  }
}
