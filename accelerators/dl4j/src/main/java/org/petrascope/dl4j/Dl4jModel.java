package org.petrascope.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.ModelFile;
import org.petrascope.learning.NetworkLayout;
import org.petrascope.learning.NetworkModel;
import org.petrascope.learning.NetworkObjective;
import org.petrascope.learning.NetworkWeights;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.learning.WholeRows;

/**
 * A network for single spectra that Deeplearning4j runs. Many threads may ask, one is answered at a
 * time; whoever made it closes it.
 */
public final class Dl4jModel implements NetworkModel {
  private static final int SPECTRA_AT_ONCE = 640;
  private static final String NETWORK = "network.zip";

  /** What Deeplearning4j's layers do not hold. */
  private static final List<String> UNTAUGHT = List.of("mean", "deviation", "ceiling");

  private final RowShape shape;
  private final List<String> names;
  private final NetworkWeights weights;
  private final SpectralNetwork network;

  private Dl4jModel(
      RowShape shape, List<String> names, NetworkWeights weights, SpectralNetwork network) {
    this.shape = shape;
    this.names = List.copyOf(names);
    this.weights = weights;
    this.network = network;
  }

  /**
   * The model of the same weights, whichever library learned them.
   *
   * @param weights of a layout for single spectra
   */
  public static Dl4jModel fromWeights(RowShape shape, List<String> names, NetworkWeights weights) {
    NetworkLayout layout = weights.layout();
    if (layout.side() != 1
        || shape.columns() != layout.bands()
        || names.size() != layout.outputs()) {
      throw new IllegalArgumentException(
          "%s with %d names do not fit %s".formatted(shape, names.size(), layout));
    }
    return new Dl4jModel(
        shape, names, weights, new SpectralNetwork(weights, NetworkObjective.SQUARED_ERROR));
  }

  static Dl4jModel open(Path folder) {
    ModelFile description = ModelFile.read(folder.resolve(ModelFile.NAME), Dl4jTrainer.NAME);
    NetworkWeights untaught = NetworkWeights.initial(NetworkLayout.described(description), 0);
    for (String name : UNTAUGHT) {
      untaught = untaught.with(name, floats(description.numbers(name)));
    }
    return fromWeights(
        description.shape(), description.names(), taught(folder.resolve(NETWORK), untaught));
  }

  private static NetworkWeights taught(Path file, NetworkWeights untaught) {
    NativeLibrary.require();
    try {
      MultiLayerNetwork read = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), false);
      NetworkWeights weights = WeightOrder.taken(untaught, read);
      read.close();
      return weights;
    } catch (IOException | RuntimeException e) {
      throw new LearningException(
          "%s is no whole network of Deeplearning4j (%s): restore the folder or train again"
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  private static float[] floats(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static double[] doubles(float... values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  @Override
  public String kind() {
    return Dl4jTrainer.NAME;
  }

  @Override
  public RowShape shape() {
    return shape;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public NetworkWeights weights() {
    return weights;
  }

  @Override
  public Rows predict(Rows rows) {
    float[] ceiling = weights.values("ceiling");
    return WholeRows.answered(
        rows, names.size(), SPECTRA_AT_ONCE, part -> timesCeiling(asked(part), ceiling));
  }

  private synchronized Rows asked(Rows rows) {
    return network.outputs(rows);
  }

  private static Rows timesCeiling(Rows outputs, float[] ceiling) {
    float[] values = outputs.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= ceiling[i % ceiling.length];
    }
    return new Rows(outputs.count(), outputs.columns(), values);
  }

  /** Empty: this library's networks are explained by opening their weights in TensorFlow. */
  @Override
  public Optional<Rows> contributions(Rows rows, int output) {
    return Optional.empty();
  }

  @Override
  public void save(Path folder) {
    ModelFile description = ModelFile.describing(Dl4jTrainer.NAME, shape, names);
    weights.layout().describe(description);
    for (String name : UNTAUGHT) {
      description.with(name, doubles(weights.values(name)));
    }
    Path file = folder.resolve(NETWORK);
    try {
      ModelSerializer.writeModel(network.layers(), file.toFile(), false);
    } catch (IOException e) {
      throw new LearningException(
          "%s cannot be written (%s): free the disk or choose another folder"
              .formatted(file, e.getMessage()),
          e);
    }
    description.write(folder.resolve(ModelFile.NAME));
  }

  @Override
  public void close() {
    network.close();
  }
}
