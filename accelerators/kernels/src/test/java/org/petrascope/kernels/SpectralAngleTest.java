package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpectralAngleTest {
  @Property(tries = 500)
  void everyAngleIsTheArcCosine(
      @ForAll @IntRange(min = 1, max = 30) int bands,
      @ForAll @IntRange(min = 1, max = 15) int references,
      @ForAll @IntRange(min = 1, max = 150) int rows,
      @ForAll long seed) {
    var random = new Random(seed);
    float[] wanted = gaussians(random, references * bands);
    float[] data = gaussians(random, rows * bands);
    float[] angles = new float[rows * references];
    var angle = new SpectralAngle(wanted, bands);
    angle.angles(data, 0, rows / 3, angles);
    angle.angles(data, rows / 3, rows, angles);
    for (int i = 0; i < angles.length; i++) {
      double expected = expected(data, i / references, wanted, i % references, bands);
      assertEquals(expected, angles[i], 1e-6);
    }
  }

  @Test
  void rowParallelToAReferenceHasNoAngleWhateverItsBrightness() {
    float[] reference = gaussians(new Random(1), 224);
    float[] row = new float[224];
    for (int b = 0; b < 224; b++) {
      row[b] = reference[b] * 0.125f;
    }
    float[] angles = new float[1];
    new SpectralAngle(reference, 224).angles(row, 0, 1, angles);
    assertEquals(0, angles[0], 1e-7);
  }

  @Test
  void oppositeAndRightAnglesAreFound() {
    float[] angles = new float[3];
    var angle = new SpectralAngle(new float[] {1, 0}, 2);
    angle.angles(new float[] {-2, 0, 0, 3, 1, 1}, 0, 3, angles);
    assertArrayEquals(
        new float[] {(float) Math.PI, (float) (Math.PI / 2), (float) (Math.PI / 4)}, angles, 2e-7f);
  }

  @Test
  void missingValuesGiveNoAngle() {
    float[] angles = new float[6];
    var angle = new SpectralAngle(new float[] {1, 2, 0, Float.NaN}, 2);
    angle.angles(new float[] {Float.NaN, 1, 0, 0, 1, 1}, 0, 3, angles);
    assertTrue(Float.isNaN(angles[0]) && Float.isNaN(angles[1]));
    assertTrue(Float.isNaN(angles[2]) && Float.isNaN(angles[3]));
    assertTrue(!Float.isNaN(angles[4]) && Float.isNaN(angles[5]));
  }

  private static double expected(float[] rows, int row, float[] references, int ref, int bands) {
    double product = 0;
    double rowSquares = 0;
    double referenceSquares = 0;
    for (int b = 0; b < bands; b++) {
      double x = rows[row * bands + b];
      double y = references[ref * bands + b];
      product += x * y;
      rowSquares += x * x;
      referenceSquares += y * y;
    }
    return Math.acos(Math.clamp(product / Math.sqrt(rowSquares * referenceSquares), -1, 1));
  }

  private static float[] gaussians(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
