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

/** Convolutional networks on TensorFlow. */
public final class CnnTrainer implements Trainer {
  private final String name;
  private final boolean ofPatches;

  private CnnTrainer(String name, boolean ofPatches) {
    this.name = name;
    this.ofPatches = ofPatches;
  }

  /** Over the bands of single spectra. */
  public static CnnTrainer ofSpectra() {
    return new CnnTrainer("cnn1d", false);
  }

  /** Over the bands of every pixel of a patch, and then over its neighbours. */
  public static CnnTrainer ofPatches() {
    return new CnnTrainer("cnn2d", true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> unfit(RowShape shape, Target target) {
    Optional<String> unfit =
        ofPatches ? NetworkLayout.unfitForPatches(shape) : NetworkLayout.unfitForSpectra(shape);
    return unfit.or(NativeLibrary::missing);
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
    NetworkLayout layout =
        ofPatches
            ? NetworkLayout.forPatches(data.shape(), data.target())
            : NetworkLayout.forSpectra(data.shape(), data.target());
    NetworkCourse course = ofPatches ? NetworkCourse.FOR_PATCHES : NetworkCourse.FOR_SPECTRA;
    NetworkWeights weights =
        new NetworkTraining(TaughtGraph::new, course).train(data, layout, plan, progress);
    return CnnModel.of(name, data.shape(), data.target().names(), weights);
  }

  @Override
  public Model open(Path folder) {
    return CnnModel.open(name, folder);
  }
}
