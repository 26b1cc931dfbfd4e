package org.petrascope.tensorflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.Labels;
import org.petrascope.learning.Model;
import org.petrascope.learning.Progress;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.TrainerContract;
import org.petrascope.learning.TrainingPlan;

class Cnn2dTrainerTest extends TrainerContract {
  private static final List<String> TEXTURES = List.of("veined along lines", "veined across");
  private static final int SIDE = 3;
  private static final RowShape PATCHES = new RowShape(SIDE, Absorptions.SHAPE.centresNm());
  private static final Trainer TRAINER = CnnTrainer.ofPatches();

  @TempDir Path place;

  @Override
  protected Trainer trainer() {
    return TRAINER;
  }

  @Override
  protected int side() {
    return SIDE;
  }

  /**
   * Patches of two minerals in stripes along lines or across them, either of the two in the middle:
   * every pixel alone looks the same in both classes.
   */
  private static Dataset textures(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count * PATCHES.columns()];
    int[] labels = new int[count];
    List<String> groups = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      labels[row] = row % 2;
      int first = random.nextInt(2);
      for (int pixel = 0; pixel < PATCHES.pixels(); pixel++) {
        int stripe = labels[row] == 0 ? pixel / SIDE : pixel % SIDE;
        float[] spectrum = Absorptions.spectrum((stripe + first) % 2 * 0.3, random);
        System.arraycopy(
            spectrum,
            0,
            values,
            row * PATCHES.columns() + pixel * PATCHES.bands(),
            PATCHES.bands());
      }
      groups.add("box " + row / 4);
    }
    return new Dataset(
        PATCHES, new Rows(count, PATCHES.columns(), values), new Labels(TEXTURES, labels), groups);
  }

  private static int right(Rows told) {
    return (int)
        IntStream.range(0, told.count()).filter(row -> told.at(row, row % 2) > 0.5f).count();
  }

  @Test
  void singleSpectraAreLeftToTheOtherNetwork() {
    assertEquals(
        Optional.of("needs patches"),
        TRAINER.unfit(Absorptions.SHAPE, new Labels(Absorptions.NAMES, 0, 1)));
  }

  @Test
  void textureIsToldThatSingleSpectraCannotTell() {
    Dataset data = textures(300, 1);
    Dataset unseen = textures(100, 2);
    int[] middles =
        IntStream.range(0, PATCHES.bands())
            .map(band -> PATCHES.pixels() / 2 * PATCHES.bands() + band)
            .toArray();
    try (Model patches = TRAINER.train(data, TrainingPlan.seeded(1), Progress.SILENT);
        Model spectra =
            CnnTrainer.ofSpectra()
                .train(middles(data, middles), TrainingPlan.seeded(1), Progress.SILENT)) {
      int told = right(patches.predict(unseen.rows()));
      int guessed = right(spectra.predict(middles(unseen, middles).rows()));
      assertTrue(told >= 95, told + " of 100 patches are right");
      assertTrue(guessed <= 70, guessed + " of 100 single spectra are right");
    }
  }

  private static Dataset middles(Dataset data, int[] columns) {
    float[] values = new float[data.size() * columns.length];
    for (int row = 0; row < data.size(); row++) {
      for (int i = 0; i < columns.length; i++) {
        values[row * columns.length + i] = data.rows().at(row, columns[i]);
      }
    }
    return data.withRows(Absorptions.SHAPE, new Rows(data.size(), columns.length, values));
  }

  @Test
  void patchModelIsReadBackAsItWasSaved() {
    Dataset data = textures(60, 3);
    try (Model model = TRAINER.train(data, TrainingPlan.seeded(1), Progress.SILENT)) {
      model.save(place);
      try (Model read = TRAINER.open(place)) {
        assertEquals(PATCHES, read.shape());
        assertArrayEquals(model.predict(data.rows()).values(), read.predict(data.rows()).values());
        assertEquals(PATCHES.columns(), read.contributions(data.rows(), 0).orElseThrow().columns());
        assertEquals(PATCHES.columns(), ((CnnModel) read).gradCam(data.rows(), 0).columns());
      }
    }
  }
}
