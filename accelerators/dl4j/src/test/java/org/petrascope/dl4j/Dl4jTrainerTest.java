package org.petrascope.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.Model;
import org.petrascope.learning.NetworkLayout;
import org.petrascope.learning.NetworkModel;
import org.petrascope.learning.NetworkWeights;
import org.petrascope.learning.Progress;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.learning.Target;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.TrainerContract;
import org.petrascope.learning.TrainingPlan;
import org.petrascope.tensorflow.CnnTrainer;

class Dl4jTrainerTest extends TrainerContract {
  private static final double BACKENDS_AGREE_WITHIN = 1e-4;
  private static final Trainer TRAINER = new Dl4jTrainer();

  @TempDir Path place;

  @Override
  protected Trainer trainer() {
    return TRAINER;
  }

  private static Dataset random(int count, int bands, List<String> components) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[count * bands];
    float[] fractions = new float[count * components.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    for (int row = 0; row < count; row++) {
      float first = values[row * bands];
      fractions[row * components.size()] = first;
      if (components.size() == 2) {
        fractions[row * components.size() + 1] = 1 - first;
      }
    }
    Target target = Compositions.exact(components, new Rows(count, components.size(), fractions));
    double[] centres = IntStream.range(0, bands).mapToDouble(b -> 1000 + b).toArray();
    return new Dataset(
        new RowShape(1, centres),
        new Rows(count, bands, values),
        target,
        IntStream.range(0, count).mapToObj(row -> "group " + row).toList());
  }

  @Test
  void networkOfTensorFlowPredictsTheSame() {
    for (List<String> components : List.of(List.of("clay", "rest"), List.of("gold"))) {
      Dataset data = random(150, 203, components);
      Path folder = place.resolve(components.getFirst());
      try (Model learned =
          CnnTrainer.ofSpectra().train(data, TrainingPlan.seeded(1), Progress.SILENT)) {
        assertTrue(folder.toFile().mkdirs());
        learned.save(folder);
      }
      try (NetworkModel saved = (NetworkModel) CnnTrainer.ofSpectra().open(folder);
          Model same = Dl4jModel.fromWeights(saved.shape(), saved.names(), saved.weights())) {
        assertArrayEquals(
            saved.predict(data.rows()).values(),
            same.predict(data.rows()).values(),
            (float) BACKENDS_AGREE_WITHIN);
      }
    }
  }

  @Test
  void weightsComeOutAsTheyWentIn() {
    Dataset data = random(10, 203, List.of("clay", "rest"));
    NetworkWeights weights =
        NetworkWeights.initial(NetworkLayout.forSpectra(data.shape(), data.target()), 1);
    try (NetworkModel model =
        Dl4jModel.fromWeights(data.shape(), List.of("clay", "rest"), weights)) {
      model.save(place);
      try (NetworkModel read = (NetworkModel) TRAINER.open(place)) {
        assertEquals(weights, read.weights());
      }
    }
  }

  @Test
  void damagedNetworkIsRefusedInOneSentence() throws IOException {
    Dataset data = random(10, 50, List.of("clay", "rest"));
    NetworkWeights weights =
        NetworkWeights.initial(NetworkLayout.forSpectra(data.shape(), data.target()), 1);
    try (Model model = Dl4jModel.fromWeights(data.shape(), List.of("clay", "rest"), weights)) {
      model.save(place);
    }
    Files.write(place.resolve("network.zip"), new byte[100]);
    String message = assertThrows(LearningException.class, () -> TRAINER.open(place)).getMessage();
    assertTrue(message.contains("is no whole network") && !message.contains("\n"), message);
  }
}
