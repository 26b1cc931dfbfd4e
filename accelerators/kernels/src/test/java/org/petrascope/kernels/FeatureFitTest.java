package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FeatureFitTest {
  @Property(tries = 500)
  void featureOfAnyStrengthIsFoundWithItsStrength(
      @ForAll @IntRange(min = 5, max = 60) int bands,
      @ForAll @FloatRange(min = 0.05f, max = 3) float strength,
      @ForAll long seed) {
    float[] reference = feature(bands, seed);
    float[] row = new float[bands];
    for (int b = 0; b < bands; b++) {
      row[b] = 0.3f + strength * reference[b];
    }
    float[] slope = new float[1];
    float[] correlation = new float[1];
    new FeatureFit(reference, bands).fit(row, 0, 1, slope, correlation);
    assertEquals(strength, slope[0], 1e-3f);
    assertEquals(1, correlation[0], 1e-4f);
  }

  @Property(tries = 500)
  void slopeAndCorrelationAreThoseOfARegressionLine(
      @ForAll @IntRange(min = 2, max = 60) int bands,
      @ForAll @IntRange(min = 1, max = 5) int references,
      @ForAll long seed) {
    var random = new Random(seed);
    float[] wanted = uniform(random, references * bands);
    float[] rows = uniform(random, 80 * bands);
    float[] slopes = new float[80 * references];
    float[] correlations = new float[80 * references];
    new FeatureFit(wanted, bands).fit(rows, 0, 80, slopes, correlations);
    for (int i = 0; i < slopes.length; i++) {
      double[] s = sums(rows, i / references, wanted, i % references, bands);
      assertEquals(s[0] / s[1], slopes[i], 1e-5 * Math.max(1, Math.abs(s[0] / s[1])));
      assertEquals(s[0] / Math.sqrt(s[1] * s[2]), correlations[i], 1e-5);
    }
  }

  @Test
  void flatRowHasNoStrengthAndNoCorrelation() {
    float[] slope = new float[1];
    float[] correlation = new float[1];
    var fit = new FeatureFit(feature(20, 3), 20);
    float[] flat = new float[20];
    Arrays.fill(flat, 0.7f);
    fit.fit(flat, 0, 1, slope, correlation);
    assertEquals(0, slope[0], 1e-6);
    assertTrue(Float.isNaN(correlation[0]));
  }

  @Test
  void missingBandGivesNoFit() {
    float[] slope = new float[1];
    float[] correlation = new float[1];
    float[] row = feature(20, 3);
    row[5] = Float.NaN;
    new FeatureFit(feature(20, 3), 20).fit(row, 0, 1, slope, correlation);
    assertTrue(Float.isNaN(slope[0]) && Float.isNaN(correlation[0]));
  }

  /** Sums of products around the means: reference by row, reference by itself, row by itself. */
  private static double[] sums(float[] rows, int row, float[] references, int ref, int bands) {
    double meanRow = 0;
    double meanReference = 0;
    for (int b = 0; b < bands; b++) {
      meanRow += rows[row * bands + b] / (double) bands;
      meanReference += references[ref * bands + b] / (double) bands;
    }
    double[] sums = new double[3];
    for (int b = 0; b < bands; b++) {
      double x = references[ref * bands + b] - meanReference;
      double y = rows[row * bands + b] - meanRow;
      sums[0] += x * y;
      sums[1] += x * x;
      sums[2] += y * y;
    }
    return sums;
  }

  private static float[] feature(int bands, long seed) {
    var random = new Random(seed);
    double centre = bands * (0.3 + 0.4 * random.nextDouble());
    float[] feature = new float[bands];
    for (int b = 0; b < bands; b++) {
      feature[b] = (float) (1 - 0.4 * Math.exp(-Math.pow((b - centre) / bands * 6, 2)));
    }
    return feature;
  }

  private static float[] uniform(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }
}
