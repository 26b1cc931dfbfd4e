package org.petrascope.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExtraTreesTrainerTest extends TrainerContract {
  private static final ExtraTreesTrainer.Settings FEW =
      new ExtraTreesTrainer.Settings(
          30, ExtraTreesTrainer.Candidates.SQUARE_ROOT, ExtraTreesTrainer.Candidates.ALL, 1);

  @Override
  protected Trainer trainer() {
    return new ExtraTreesTrainer();
  }

  private static FlatForest few(Dataset data, TrainingPlan plan) {
    return ((ExtraTreesModel) new ExtraTreesTrainer(FEW).train(data, plan, Progress.SILENT))
        .forest();
  }

  @Test
  void oneThreadGrowsTheSameForestAsAll() throws Exception {
    Dataset data = TrainerContractSpectra.compositions(100, 1);
    float[] all = few(data, TrainingPlan.seeded(5)).predict(data.rows()).values();
    try (ForkJoinPool one = new ForkJoinPool(1)) {
      assertArrayEquals(
          all,
          one.submit(() -> few(data, TrainingPlan.seeded(5)).predict(data.rows()).values()).get());
    }
  }

  @Test
  void anotherSeedGrowsAnotherForest() {
    Dataset data = TrainerContractSpectra.compositions(100, 1);
    Rows unseen = TrainerContractSpectra.compositions(20, 2).rows();
    assertTrue(
        !Arrays.equals(
            few(data, TrainingPlan.seeded(5)).predict(unseen).values(),
            few(data, TrainingPlan.seeded(6)).predict(unseen).values()));
  }

  @Test
  void fullyGrownTreesGiveBackTheRowsTheyWereGrownFrom() {
    Dataset data = TrainerContractSpectra.compositions(80, 3);
    float[] truth = ((Compositions) data.target()).fractions().values();
    assertArrayEquals(
        truth, few(data, TrainingPlan.seeded(1)).predict(data.rows()).values(), 1e-5f);
  }

  @Test
  void leavesKeepTheRowsTheyMustHave() {
    ExtraTreesTrainer.Settings settings =
        new ExtraTreesTrainer.Settings(
            5, ExtraTreesTrainer.Candidates.THIRD, ExtraTreesTrainer.Candidates.THIRD, 7);
    Dataset data = TrainerContractSpectra.compositions(90, 3);
    FlatForest forest =
        ((ExtraTreesModel)
                new ExtraTreesTrainer(settings)
                    .train(data, TrainingPlan.seeded(1), Progress.SILENT))
            .forest();
    for (int i = 0; i < forest.treeCount(); i++) {
      DecisionTree tree = forest.tree(i);
      assertEquals(90, tree.cover(0));
      assertTrue(tree.leafCount() > 3, tree.leafCount() + " leaves");
      for (int node = 0; node < tree.size(); node++) {
        assertTrue(tree.cover(node) >= 7);
        if (!tree.isLeaf(node)) {
          int child = tree.child(node);
          assertEquals(tree.cover(node), tree.cover(child) + tree.cover(child + 1));
        }
      }
    }
  }

  // One column tells classes 0 and 1 apart in a leaf of both: rare class 1 has a tenth of the rows.
  @Test
  void balancedClassesWeighARareClassAsMuchAsACommonOne() {
    int[] labels = new int[110];
    Arrays.fill(labels, 100, 110, 1);
    Dataset alike =
        new Dataset(
            new RowShape(1, 500),
            new Rows(110, 1, new float[110]),
            new Labels(List.of("common", "rare"), labels),
            IntStream.range(0, 110).mapToObj(String::valueOf).toList());
    TrainingPlan counted = new TrainingPlan(1, TrainingPlan.ClassBalance.NONE, Optional.empty());
    assertEquals(0.5f, few(alike, TrainingPlan.seeded(1)).predict(alike.rows()).at(0, 1), 1e-5);
    assertEquals(10 / 110f, few(alike, counted).predict(alike.rows()).at(0, 1), 1e-5);
  }

  @Test
  void rowsOfUnknownClassChangeNothing() {
    Dataset known = TrainerContractSpectra.labels(60, 1);
    int[] places = new int[90];
    int[] labels = new int[90];
    for (int i = 0; i < 90; i++) {
      places[i] = i % 60;
      labels[i] = i < 60 ? ((Labels) known.target()).label(i) : Labels.UNKNOWN;
    }
    Dataset more = known.select(places);
    Dataset mixed =
        new Dataset(
            known.shape(),
            more.rows(),
            new Labels(TrainerContractSpectra.MINERALS, labels),
            more.groups());
    assertArrayEquals(
        few(known, TrainingPlan.seeded(1)).predict(known.rows()).values(),
        few(mixed, TrainingPlan.seeded(1)).predict(known.rows()).values());
  }

  @Test
  void nothingKnownAndRowsWithoutNumbersAreRefused() {
    Dataset known = TrainerContractSpectra.labels(6, 1);
    Dataset unknown =
        new Dataset(
            known.shape(),
            known.rows(),
            new Labels(TrainerContractSpectra.MINERALS, -1, -1, -1, -1, -1, -1),
            known.groups());
    assertEquals(
        "none of 6 rows is known: give some of them a class or a composition",
        assertThrows(LearningException.class, () -> few(unknown, TrainingPlan.seeded(1)))
            .getMessage());
    float[] values = known.rows().values().clone();
    values[43] = Float.NaN;
    Dataset broken = known.withRows(known.shape(), new Rows(6, 40, values));
    assertEquals(
        "row 2 has the value NaN in column 4, it must be a number: leave the row out or measure it again",
        assertThrows(LearningException.class, () -> few(broken, TrainingPlan.seeded(1)))
            .getMessage());
  }

  @Test
  void warmStartIsRefused() {
    Dataset data = TrainerContractSpectra.labels(40, 1);
    Model known = trainer().train(data, TrainingPlan.seeded(1), Progress.SILENT);
    TrainingPlan onward =
        new TrainingPlan(1, TrainingPlan.ClassBalance.WEIGHTED, Optional.of(known));
    assertThrows(LearningException.class, () -> trainer().train(data, onward, Progress.SILENT));
  }

  @Test
  void forestThatDoesNotFitItsDescriptionIsRefused() throws IOException {
    Dataset data = TrainerContractSpectra.labels(40, 1);
    trainer().train(data, TrainingPlan.seeded(1), Progress.SILENT).save(folder);
    FlatForest other =
        new FlatForest(
            2,
            new float[1],
            List.of(PlainTree.flat(new PlainTree.Leaf(1, 1f), new TreeBuilder(2, 0, 1))));
    Files.delete(folder.resolve("forest.bin"));
    ForestFile.write(other, folder.resolve("forest.bin"));
    String message =
        String.valueOf(
            assertThrows(LearningException.class, () -> trainer().open(folder)).getMessage());
    assertTrue(message.contains("40 columns and 3 outputs"), message);
  }
}
