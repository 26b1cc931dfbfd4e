package org.petrascope.scenes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.petrascope.spectral.GridMatch;
import org.petrascope.spectral.GridRegistration;
import org.petrascope.spectral.GridTransform;
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

  private static Path photograph(String name) {
    return RealData.path(SECTIONS + name + ".jpg");
  }

  private static void report(String picture, Tally tally) {
    System.out.printf(
        "%s: %d pairs found, largest error %.3f pixels, largest residual %.3f; %s%n",
        picture, tally.found(), tally.error(), tally.residual(), tally.refusals());
  }

  @Test
  void photographIsLaidOverToHalfAPixel() {
    Tally tally = tally(MeasuredPictures.photograph(photograph("paralelos/3a_paralelos")), 8111, 1);
    assertEquals(1, tally.found(), tally.refusals().toString());
  }

  /** 95 pixels on a side, a third of them water, are little texture: most pairs are refused. */
  @Test
  @Tag("long")
  void twentyPairsOverSamsonAreLaidOverOrRefusedAndNeverWrong() {
    for (double times : new double[] {4, 2.5}) {
      Tally tally = tally(MeasuredPictures.samson(RealData.path(SAMSON), times), 9401, PAIRS);
      report("Samson, %.1f times as large".formatted(times), tally);
      assertEquals(PAIRS, tally.found() + tally.refusals().size());
    }
  }

  @Test
  @Tag("long")
  void twentyPairsOverPhotographsAreLaidOverToHalfAPixel() {
    List<String> missed = new ArrayList<>();
    long seed = 9501;
    for (String name : List.of("paralelos/3a_paralelos", "paralelos/7b_paralelos")) {
      Tally tally = tally(MeasuredPictures.photograph(photograph(name)), seed, PAIRS);
      report(name, tally);
      missed.addAll(tally.refusals());
      seed += PAIRS;
    }
    assertEquals(List.of(), missed);
  }

  @Test
  @Tag("long")
  void twentyPairsOverNegativesAreLaidOverToHalfAPixel() {
    List<String> missed = new ArrayList<>();
    long seed = 9601;
    for (String name : List.of("cruzados/10a_cruzados", "cruzados/3a_cruzados")) {
      Tally tally = tally(MeasuredPictures.negative(photograph(name)), seed, PAIRS);
      report(name + " and its negative", tally);
      missed.addAll(tally.refusals());
      seed += PAIRS;
    }
    assertEquals(List.of(), missed);
  }

  /**
   * Between crossed polars the colours lie half a pixel beside each other. That turns over with the
   * picture, so the mean of both is free of it.
   */
  @Test
  @Tag("long")
  void twentyPairsBetweenCrossedPolarsMissByNoMoreThanTheLensDid() {
    MeasuredPictures upright = MeasuredPictures.photograph(photograph("cruzados/10a_cruzados"));
    MeasuredPictures turned =
        MeasuredPictures.photographTurned(photograph("cruzados/10a_cruzados"));
    double error = 0;
    double lens = 0;
    for (long seed = 9641; seed < 9641 + PAIRS; seed++) {
      Miss one = Miss.of(upright.pair(seed));
      Miss other = Miss.of(turned.pair(seed));
      error = Math.max(error, one.meanOverTurned(other, 1));
      lens = Math.max(lens, one.meanOverTurned(other, -1));
    }
    System.out.printf("crossed polars: error %.3f pixels, lens %.3f pixels%n", error, lens);
    assertTrue(error <= ERROR_MAX, "%.3f pixels off".formatted(error));
  }

  /** How far off a map is at a corner of the grid. */
  private record Offset(double line, double sample) {
    /** Length of the mean of this and, so many times, the other. */
    double mean(Offset other, int times) {
      return Math.hypot(line + times * other.line, sample + times * other.sample) / 2;
    }
  }

  /** How far off a map is at the four corners of the grid, those across from each other at ends. */
  private record Miss(List<Offset> corners) {
    static Miss of(CameraPair cameras) {
      GridTransform found =
          GridRegistration.between(cameras.reference(), cameras.other()).transform();
      GridTransform truth = cameras.truth();
      List<Offset> corners = new ArrayList<>();
      for (int line : new int[] {0, cameras.lines() - 1}) {
        for (int sample : new int[] {0, cameras.samples() - 1}) {
          corners.add(
              new Offset(
                  found.line(line, sample) - truth.line(line, sample),
                  found.sample(line, sample) - truth.sample(line, sample)));
        }
      }
      return new Miss(corners);
    }

    /** Largest mean of this and, so many times, what the turned picture has at the other corner. */
    double meanOverTurned(Miss turned, int times) {
      List<Offset> across = turned.corners().reversed();
      double largest = 0;
      for (int i = 0; i < corners.size(); i++) {
        largest = Math.max(largest, corners.get(i).mean(across.get(i), times));
      }
      return largest;
    }
  }
}
