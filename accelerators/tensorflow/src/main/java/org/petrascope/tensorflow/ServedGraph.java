package org.petrascope.tensorflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.NetworkLayout;
import org.petrascope.learning.NetworkWeights;
import org.petrascope.learning.Rows;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/**
 * A network that answers: built from weights, or read from a SavedModel, with the same named
 * operations either way. Owns the graph and the session. Any number of threads may ask; each asks
 * on a core of its own.
 */
final class ServedGraph implements AutoCloseable {
  private static final String TAG = "serve";
  private static final String ROWS = "rows";
  private static final String OUTPUTS = "outputs";

  /** Factor of every score in the sum that contributions and attention explain. */
  private static final String WANTED = "wanted";

  private static final String CONTRIBUTIONS = "contributions";
  private static final String ATTENTION = "attention";

  private final Session session;
  private final Owner owner;

  /** Lets go of what the session stands on. */
  private interface Owner {
    void close();
  }

  private ServedGraph(Session session, Owner owner) {
    this.session = session;
    this.owner = owner;
  }

  static ServedGraph of(NetworkWeights weights) {
    NativeLibrary.require();
    Graph graph = new Graph();
    build(graph, weights.layout());
    Session session = new Session(graph, NativeLibrary.SESSION);
    Variables.assign(session, weights);
    return new ServedGraph(
        session,
        () -> {
          session.close();
          graph.close();
        });
  }

  private static void build(Graph graph, NetworkLayout layout) {
    Ops tf = Ops.create(graph);
    Layers layers = new Layers(tf, layout);
    layers.addAssignments();
    int columns = layout.pixels() * layout.bands();
    var rows =
        tf.withName(ROWS).placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, columns)));
    var wanted =
        tf.withName(WANTED)
            .placeholder(TFloat32.class, Placeholder.shape(Shape.of(layout.outputs())));
    var convolved = layers.convolved(layers.spectra(rows)).getLast();
    var scores = layers.scores(layers.hidden(convolved));
    tf.withName(OUTPUTS).math.mul(layers.outputs(scores), layers.variable("ceiling"));

    var explained = tf.reduceSum(tf.math.mul(scores, wanted), tf.constant(new int[] {0, 1}));
    Output<?>[] gradients =
        graph.addGradients(
            explained.asOutput(), new Output<?>[] {rows.asOutput(), convolved.asOutput()});
    Explanation explanation = new Explanation(tf, layers, layout);
    explanation.contributions(CONTRIBUTIONS, rows, gradients[0].expect(TFloat32.class));
    explanation.attention(ATTENTION, convolved, gradients[1].expect(TFloat32.class));
  }

  /**
   * Reads a SavedModel.
   *
   * @throws LearningException when the files are not whole
   */
  static ServedGraph open(Path folder) {
    NativeLibrary.require();
    try {
      SavedModelBundle bundle =
          SavedModelBundle.loader(folder.toString())
              .withTags(TAG)
              .withConfigProto(NativeLibrary.SESSION)
              .load();
      return new ServedGraph(bundle.session(), bundle::close);
    } catch (TensorFlowException e) {
      throw new LearningException(
          "%s is no whole SavedModel (%s): restore the folder or train again"
              .formatted(folder, firstLine(e)),
          e);
    }
  }

  /** Writes a SavedModel, which any of TensorFlow's languages reads. */
  void save(Path folder) {
    Operation rows = operation(ROWS);
    Signature signature =
        Signature.builder(Signature.DEFAULT_KEY)
            .input(ROWS, rows.output(0))
            .output(OUTPUTS, operation(OUTPUTS).output(0))
            .build();
    try {
      SavedModelBundle.exporter(folder.toString())
          .withTags(TAG)
          .withFunction(SessionFunction.create(signature, session))
          .export();
    } catch (IOException | TensorFlowException e) {
      throw new LearningException(
          "%s cannot be written (%s): free the disk or choose another folder"
              .formatted(folder, firstLine(e)),
          e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private Operation operation(String name) {
    return session.graph().operationOrThrow(name);
  }

  NetworkWeights weights(NetworkLayout layout) {
    return Variables.read(session, layout);
  }

  /** Outputs times their ceilings. */
  Rows outputs(Rows rows) {
    try (TFloat32 fed = Tensors.of(rows);
        Result result = session.runner().feed(ROWS, fed).fetch(OUTPUTS).run()) {
      return Tensors.rows((TFloat32) result.get(0));
    }
  }

  /**
   * What every column adds to a weighted sum of scores, [row][column].
   *
   * @param wanted weight of every score
   */
  Rows contributions(Rows rows, float... wanted) {
    return explained(rows, CONTRIBUTIONS, wanted);
  }

  /**
   * How much every position speaks for a weighted sum of scores, [spectrum][position], 0 or above.
   *
   * @param wanted weight of every score
   */
  Rows attention(Rows rows, float... wanted) {
    return explained(rows, ATTENTION, wanted);
  }

  private Rows explained(Rows rows, String what, float... wanted) {
    try (TFloat32 fed = Tensors.of(rows);
        TFloat32 weights = Tensors.of(Shape.of(wanted.length), wanted);
        Result result = session.runner().feed(ROWS, fed).feed(WANTED, weights).fetch(what).run()) {
      return Tensors.rows((TFloat32) result.get(0));
    }
  }

  /** The devices that were really used to predict a row, such as {@code /device:CPU:0}. */
  List<String> devices(Rows row) {
    RunOptions traced =
        RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build();
    try (TFloat32 fed = Tensors.of(row);
        Result result =
            session
                .runner()
                .setOptions(traced)
                .feed(ROWS, fed)
                .fetch(OUTPUTS)
                .runAndFetchMetadata()) {
      return result.getMetadata().orElseThrow().getStepStats().getDevStatsList().stream()
          .map(DeviceStepStats::getDevice)
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() {
    owner.close();
  }
}
