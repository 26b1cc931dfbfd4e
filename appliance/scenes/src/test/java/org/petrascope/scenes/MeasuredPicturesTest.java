package org.petrascope.scenes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.petrascope.spectral.GridMatch;
import org.petrascope.spectral.GridRegistration;
import org.petrascope.spectral.RealData;
import org.petrascope.spectral.SpectralException;

/** Cameras of other bands over pictures that others measured are laid over each other. */
class MeasuredPicturesTest {
  private static final String SAMSON = "unmixing-samson/scene.hdr";
  private static final String SECTIONS = "thin-section/";

  /** What is promised: the largest error over the whole grid, in pixels. */
  private static final double ERROR_MAX = 0.5;

  private static final int PAIRS = 20;

  /** What came of many pairs over one picture. */
  private record Tally(int found, double error, double residual, List<String> refusals) {}

  private static Tally tally(MeasuredPictures pictures, long fromSeed, int pairs) {
    int found = 0;
    double error = 0;
    double residual = 0;
    List<String> refusals = new ArrayList<>();
    for (long seed = fromSeed; seed < fromSeed + pairs; seed++) {
      CameraPair cameras = pictures.pair(seed);
      try {
        GridMatch match = GridRegistration.between(cameras.reference(), cameras.other());
        double off = cameras.error(match.transform());
        assertTrue(off <= ERROR_MAX, "seed %d: %.3f pixels off".formatted(seed, off));
        error = Math.max(error, off);
        residual = Math.max(residual, match.residualPixels());
        found++;
      } catch (SpectralException e) {
        refusals.add("seed %d: %s".formatted(seed, e.getMessage()));
      }
    }
    return new Tally(found, error, residual, refusals);
  }

  private static void report(String picture, Tally tally) {
    System.out.printf(
        "%s: %d pairs found, largest error %.3f pixels, largest residual %.3f; %s%n",
        picture, tally.found(), tally.error(), tally.residual(), tally.refusals());
  }

  @Test
  void photographIsLaidOverToHalfAPixel() {
    Tally tally =
        tally(
            MeasuredPictures.photograph(RealData.path(SECTIONS + "paralelos/3a_paralelos.jpg")),
            8111,
            1);
    assertEquals(1, tally.found(), tally.refusals().toString());
  }

  /** 95 pixels on a side, a third of them water, are little texture: some pairs are refused. */
  @Test
  @Tag("long")
  void twentyPairsOverSamsonAreLaidOverOrRefusedAndNeverWrong() {
    Tally tally = tally(MeasuredPictures.samson(RealData.path(SAMSON)), 9401, PAIRS);
    report("Samson", tally);
    assertEquals(PAIRS, tally.found() + tally.refusals().size());
  }

  @Test
  @Tag("long")
  void twentyPairsOverPhotographsAreLaidOverToHalfAPixel() {
    List<String> missed = new ArrayList<>();
    long seed = 9501;
    for (String name : List.of("paralelos/3a_paralelos", "paralelos/7b_paralelos")) {
      Tally tally =
          tally(MeasuredPictures.photograph(RealData.path(SECTIONS + name + ".jpg")), seed, PAIRS);
      report(name, tally);
      missed.addAll(tally.refusals());
      seed += PAIRS;
    }
    assertEquals(List.of(), missed);
  }
}
