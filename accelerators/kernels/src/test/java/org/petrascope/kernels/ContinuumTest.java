package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContinuumTest {
  @Property(tries = 500)
  void hullIsTheHighestChordOverEveryBand(
      @ForAll @IntRange(min = 1, max = 40) int bands, @ForAll long seed) {
    var spectrum = Spectrum.of(bands, seed);
    float[] hull = new float[bands];
    Continuum.hull(spectrum.row, spectrum.positions, 0, 1, hull);
    for (int b = 0; b < bands; b++) {
      double highest = spectrum.highestChord(b);
      assertEquals(highest, hull[b], 1e-6);
    }
  }

  @Property(tries = 500)
  void removedContinuumIsTheQuotientAndNeverAboveOne(
      @ForAll @IntRange(min = 1, max = 40) int bands, @ForAll long seed) {
    var spectrum = Spectrum.of(bands, seed);
    float[] hull = new float[bands];
    Continuum.hull(spectrum.row, spectrum.positions, 0, 1, hull);
    float[] removed = spectrum.row.clone();
    Continuum.remove(removed, spectrum.positions, 0, 1, removed);
    for (int b = 0; b < bands; b++) {
      assertEquals(spectrum.row[b] / hull[b], removed[b], 1e-6);
      assertTrue(Float.isNaN(removed[b]) || removed[b] <= 1);
    }
  }

  @Test
  void brightnessDoesNotMatter() {
    var spectrum = Spectrum.of(30, 7);
    float[] brighter = new float[30];
    for (int b = 0; b < 30; b++) {
      brighter[b] = spectrum.row[b] * 4;
    }
    float[] removed = new float[30];
    float[] removedBrighter = new float[30];
    Continuum.remove(spectrum.row, spectrum.positions, 0, 1, removed);
    Continuum.remove(brighter, spectrum.positions, 0, 1, removedBrighter);
    assertArrayEquals(removed, removedBrighter, 1e-6f);
  }

  @Test
  void hullBelowZeroHasNoQuotient() {
    float[] rows = {-1, -2, -1, 1, 2, 3};
    float[] out = new float[6];
    Continuum.remove(rows, new double[] {1, 2, 3}, 0, 2, out);
    assertArrayEquals(new float[] {Float.NaN, Float.NaN, Float.NaN, 1, 1, 1}, out);
  }

  @Test
  void rowWithoutAnyValueStaysNaN() {
    float[] rows = {Float.NaN, Float.NaN};
    float[] out = new float[2];
    Continuum.remove(rows, new double[] {1, 2}, 0, 1, out);
    assertArrayEquals(rows, out);
  }

  @Test
  void positionsMustRise() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Continuum.remove(new float[2], new double[] {2, 1}, 0, 1, new float[2]));
    assertEquals(
        "positions fall from 2.0 to 1.0 at band 1, they must rise from band to band",
        refusal.getMessage());
  }

  private static final class Spectrum {
    private final float[] row;
    private final double[] positions;

    Spectrum(float[] row, double[] positions) {
      this.row = row;
      this.positions = positions;
    }

    static Spectrum of(int bands, long seed) {
      var random = new Random(seed);
      float[] row = new float[bands];
      double[] positions = new double[bands];
      double position = 400;
      for (int b = 0; b < bands; b++) {
        row[b] = random.nextInt(12) == 0 ? Float.NaN : 0.1f + random.nextFloat();
        position += 0.5 + random.nextDouble();
        positions[b] = position;
      }
      return new Spectrum(row, positions);
    }

    double highestChord(int b) {
      double highest = Float.isNaN(row[b]) ? Double.NaN : row[b];
      for (int i = 0; i <= b; i++) {
        for (int j = b + 1; j < row.length; j++) {
          double share = (positions[b] - positions[i]) / (positions[j] - positions[i]);
          double chord = row[i] + share * (row[j] - row[i]);
          if (!Double.isNaN(chord) && !(chord <= highest)) {
            highest = chord;
          }
        }
      }
      return highest;
    }
  }
}
