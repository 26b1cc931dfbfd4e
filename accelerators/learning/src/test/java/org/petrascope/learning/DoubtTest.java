package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoubtTest {
  @TempDir Path folder;

  private static Answer.OfClasses certain(int rows) {
    float[] values = new float[rows * 2];
    for (int row = 0; row < rows; row++) {
      values[row * 2] = 1;
    }
    Rows told = new Rows(rows, 2, values);
    return new Answer.OfClasses(told, told);
  }

  private static Flags flags(Doubt doubt, Dataset data) {
    return doubt.flags(data.shape(), data.rows(), certain(data.size()));
  }

  @Test
  void strangenessOfNewRowsIsEvenlySpread() {
    Doubt doubt = Doubt.fit(TrainerContractSpectra.labels(480, 1));
    Flags flags = flags(doubt, TrainerContractSpectra.labels(1000, 2));
    for (double share : new double[] {0.25, 0.5, 0.75, 0.9}) {
      double below =
          IntStream.range(0, 1000).filter(row -> flags.strangeness(row) <= share).count() / 1000.0;
      assertEquals(share, below, 0.08);
    }
    long unknown = IntStream.range(0, 1000).filter(row -> flags.has(row, Flag.UNKNOWN)).count();
    assertTrue(unknown < 40, unknown + " of 1000 ordinary rows are unknown");
  }

  @Test
  void spectrumOfAnotherMineralIsUnknown() {
    Doubt doubt = Doubt.fit(TrainerContractSpectra.labels(480, 1));
    RowShape shape = TrainerContractSpectra.SHAPE;
    float[] calcite = new float[shape.bands()];
    for (int band = 0; band < calcite.length; band++) {
      double away = (shape.centreNm(band) - 2320) / 15;
      calcite[band] = (float) (0.6 * (1 - 0.4 * Math.exp(-away * away / 2)));
    }
    Flags flags = doubt.flags(shape, new Rows(1, calcite.length, calcite), certain(1));
    assertTrue(flags.has(0, Flag.UNKNOWN));
    assertEquals(1, flags.strangeness(0));
  }

  @Test
  void noisyRowHasLowSignal() {
    Doubt doubt = Doubt.fit(TrainerContractSpectra.labels(480, 1));
    Dataset data = TrainerContractSpectra.labels(4, 2);
    SplittableRandom random = new SplittableRandom(5);
    float[] values = data.rows().values().clone();
    for (int band = 0; band < data.shape().bands(); band++) {
      values[band] += (float) (0.05 * random.nextGaussian());
    }
    Flags flags =
        flags(doubt, data.withRows(data.shape(), new Rows(4, data.shape().bands(), values)));
    assertTrue(flags.has(0, Flag.LOW_SIGNAL));
    assertTrue(!flags.has(1, Flag.LOW_SIGNAL));
  }

  @Test
  void closeSecondClassMakesARowMixed() {
    Doubt doubt = Doubt.fit(TrainerContractSpectra.labels(120, 1));
    Dataset data = TrainerContractSpectra.labels(2, 2);
    Rows told = new Rows(2, 3, new float[] {0.5f, 0.4f, 0.1f, 0.8f, 0.1f, 0.1f});
    Flags flags = doubt.flags(data.shape(), data.rows(), new Answer.OfClasses(told, told));
    assertTrue(flags.has(0, Flag.MIXED));
    assertTrue(!flags.has(1, Flag.MIXED));
  }

  @Test
  void doubtIsReadBackAsItWasSaved() {
    Dataset data = TrainerContractSpectra.labels(120, 1);
    Doubt doubt = Doubt.fit(data);
    doubt.save(folder);
    assertEquals(flags(doubt, data), flags(Doubt.open(folder), data));
  }

  @Test
  void patchIsJudgedByItsMeanSpectrum() {
    RowShape patch = new RowShape(3, 500, 600);
    float[] values = new float[18];
    for (int pixel = 0; pixel < 9; pixel++) {
      values[2 * pixel] = pixel;
      values[2 * pixel + 1] = 1;
    }
    assertArrayEquals(
        new float[] {4, 1}, RowSpectra.meanSpectra(patch, new Rows(1, 18, values)).values());
  }

  @Test
  void distanceIsAlongAndAcrossTheComponents() {
    SplittableRandom random = new SplittableRandom(6);
    float[] values = new float[8000];
    for (int row = 0; row < 2000; row++) {
      double along = 3 * random.nextGaussian();
      values[row * 4] = (float) along;
      values[row * 4 + 1] = (float) along;
      values[row * 4 + 2] = (float) (0.1 * random.nextGaussian());
      values[row * 4 + 3] = (float) (0.1 * random.nextGaussian());
    }
    FeatureSpace space = FeatureSpace.fit(new Rows(2000, 4, values));
    double[] distances =
        space.distances(new Rows(3, 4, new float[] {0, 0, 0, 0, 6, 6, 0, 0, 0, 0, 0.2f, 0.2f}));
    assertEquals(0, distances[0], 0.1);
    assertEquals(2, distances[1], 0.1);
    assertEquals(2, distances[2], 0.1);
  }
}
