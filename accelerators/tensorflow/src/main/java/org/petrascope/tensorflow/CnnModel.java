package org.petrascope.tensorflow;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.petrascope.learning.ModelFile;
import org.petrascope.learning.NetworkLayout;
import org.petrascope.learning.NetworkModel;
import org.petrascope.learning.NetworkWeights;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.learning.WholeRows;

/**
 * A convolutional network that TensorFlow runs. Many threads may ask at once, each computes on a
 * core of its own; whoever made it closes it.
 */
public final class CnnModel implements NetworkModel {
  /** Spectra that are computed at once: larger batches are slower. */
  private static final int SPECTRA_AT_ONCE = 640;

  private static final String SAVED_MODEL = "saved-model";

  private final String kind;
  private final RowShape shape;
  private final List<String> names;
  private final NetworkLayout layout;
  private final ServedGraph graph;

  private CnnModel(ModelFile description, String kind, NetworkLayout layout, ServedGraph graph) {
    this.kind = kind;
    this.shape = description.shape();
    this.names = description.names();
    this.layout = layout;
    this.graph = graph;
  }

  static CnnModel of(String kind, RowShape shape, List<String> names, NetworkWeights weights) {
    return new CnnModel(
        ModelFile.describing(kind, shape, names), kind, weights.layout(), ServedGraph.of(weights));
  }

  static CnnModel open(String kind, Path folder) {
    ModelFile description = ModelFile.read(folder.resolve(ModelFile.NAME), kind);
    NetworkLayout layout = NetworkLayout.described(description);
    return new CnnModel(description, kind, layout, ServedGraph.open(folder.resolve(SAVED_MODEL)));
  }

  @Override
  public String kind() {
    return kind;
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
    return graph.weights(layout);
  }

  /** The devices that really compute, in TensorFlow's words, such as {@code /device:CPU:0}. */
  public List<String> devices() {
    return graph.devices(new Rows(1, shape.columns(), new float[shape.columns()]));
  }

  @Override
  public Rows predict(Rows rows) {
    return answered(rows, names.size(), graph::outputs);
  }

  /**
   * Gradient times input of an output's score before the head, less the mean of all scores where
   * outputs share: what the softmax does to large scores then hides nothing. The input counts from
   * the mean of the rows that taught.
   */
  @Override
  public Optional<Rows> contributions(Rows rows, int output) {
    float[] wanted = wanted(output);
    return Optional.of(answered(rows, shape.columns(), part -> graph.contributions(part, wanted)));
  }

  @Override
  public Optional<Rows> attention(Rows rows, int output) {
    return Optional.of(gradCam(rows, output));
  }

  /**
   * Where the last spectral convolution saw what speaks for an output: Grad-CAM with the gradient
   * of every position (Selvaraju et al. 2017, arXiv:1610.02391; Draelos and Carin 2020,
   * arXiv:2011.08891), [row][column], 0 or above, in no unit. A row with a NaN gets NaN throughout.
   *
   * @param output index of a class or component
   */
  public Rows gradCam(Rows rows, int output) {
    float[] wanted = wanted(output);
    return answered(
        rows, shape.columns(), part -> spread(graph.attention(part, wanted), part.count()));
  }

  private float[] wanted(int output) {
    if (output < 0 || output >= names.size()) {
      throw new IllegalArgumentException("output %d is none of %s".formatted(output, names));
    }
    float[] wanted = new float[names.size()];
    if (layout.head() == NetworkLayout.Head.SHARES) {
      Arrays.fill(wanted, -1f / wanted.length);
    }
    wanted[output] += 1;
    return wanted;
  }

  // From positions to bands on straight lines between the positions' middles.
  private Rows spread(Rows attention, int count) {
    int positions = attention.columns();
    int bands = shape.bands();
    float[] spread = new float[attention.count() * bands];
    double step = layout.bandsAPosition();
    for (int spectrum = 0; spectrum < attention.count(); spectrum++) {
      for (int band = 0; band < bands; band++) {
        double at = Math.clamp((band + 0.5) / step - 0.5, 0, positions - 1);
        int below = (int) at;
        int above = Math.min(below + 1, positions - 1);
        double share = at - below;
        spread[spectrum * bands + band] =
            (float)
                ((1 - share) * attention.at(spectrum, below)
                    + share * attention.at(spectrum, above));
      }
    }
    return new Rows(count, shape.columns(), spread);
  }

  private Rows answered(Rows rows, int columns, UnaryOperator<Rows> question) {
    if (rows.columns() != shape.columns()) {
      throw new IllegalArgumentException("%s are not of %s".formatted(rows, shape));
    }
    int batch = Math.max(1, SPECTRA_AT_ONCE / shape.pixels());
    return WholeRows.answered(rows, columns, batch, question);
  }

  @Override
  public void save(Path folder) {
    graph.save(folder.resolve(SAVED_MODEL));
    ModelFile description = ModelFile.describing(kind, shape, names);
    layout.describe(description);
    description.write(folder.resolve(ModelFile.NAME));
  }

  @Override
  public void close() {
    graph.close();
  }
}
