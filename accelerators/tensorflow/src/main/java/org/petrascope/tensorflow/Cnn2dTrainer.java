package org.petrascope.tensorflow;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.petrascope.learning.Dataset;
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
 * Convolutional networks over the bands of every pixel of a patch and then over its neighbours, on
 * TensorFlow.
 */
public final class Cnn2dTrainer implements Trainer {
  private static final String NAME = "cnn2d";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unfit(RowShape shape, Target target) {
    return NetworkLayout.unfitForPatches(shape).or(NativeLibrary::missing);
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public Map<String, String> libraries() {
    return NativeLibrary.version();
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    NetworkWeights weights =
        new NetworkTraining(TaughtGraph::new, NetworkCourse.FOR_PATCHES)
            .train(data, NetworkLayout.forPatches(data.shape(), data.target()), plan, progress);
    return CnnModel.of(NAME, data.shape(), data.target().names(), weights);
  }

  @Override
  public Model open(Path folder) {
    return CnnModel.open(NAME, folder);
  }
}
