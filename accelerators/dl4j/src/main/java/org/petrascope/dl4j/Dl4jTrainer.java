package org.petrascope.dl4j;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.LibraryVersion;
import org.petrascope.learning.Model;
import org.petrascope.learning.NetworkCourse;
import org.petrascope.learning.NetworkLayout;
import org.petrascope.learning.NetworkTraining;
import org.petrascope.learning.NetworkWeights;
import org.petrascope.learning.Progress;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Target;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.TrainingPlan;

/**
 * The layers of cnn1d taught by Deeplearning4j, with fewer epochs since each takes many times as
 * long. Focal loss becomes class weights.
 */
public final class Dl4jTrainer implements Trainer {
  static final String NAME = "dl4j";

  private static final NetworkCourse COURSE =
      new NetworkCourse(25, 150, 500, 32, 4e-3, 15, 0.1, 0, 0.1, 0.05, 0.02);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unfit(RowShape shape, Target target) {
    return NetworkLayout.unfitForSpectra(shape).or(NativeLibrary::missing);
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public Map<String, String> libraries() {
    return Map.of(
        "deeplearning4j",
        LibraryVersion.of(
            MultiLayerNetwork.class,
            "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties"),
        "nd4j",
        LibraryVersion.of(Nd4j.class, "/META-INF/maven/org.nd4j/nd4j-api/pom.properties"));
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    NetworkWeights weights =
        new NetworkTraining(SpectralNetwork::new, COURSE)
            .train(data, NetworkLayout.forSpectra(data.shape(), data.target()), plan, progress);
    return Dl4jModel.fromWeights(data.shape(), data.target().names(), weights);
  }

  @Override
  public Model open(Path folder) {
    return Dl4jModel.open(folder);
  }
}
