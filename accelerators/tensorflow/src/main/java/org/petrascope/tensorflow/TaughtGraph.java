package org.petrascope.tensorflow;

import java.util.ArrayList;
import java.util.List;
import org.petrascope.learning.NetworkBatch;
import org.petrascope.learning.NetworkLayout;
import org.petrascope.learning.NetworkLayout.Parameter;
import org.petrascope.learning.NetworkObjective;
import org.petrascope.learning.NetworkWeights;
import org.petrascope.learning.Rows;
import org.petrascope.learning.TaughtNetwork;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** A network that TensorFlow teaches. Owns a graph and a session; used by one thread. */
final class TaughtGraph implements TaughtNetwork {
  private static final float MEAN_KEPT = 0.9f;
  private static final float SQUARE_KEPT = 0.999f;
  private static final float EPSILON = 1e-7f;

  private final NetworkLayout layout;
  private final Graph graph;
  private final Session session;
  private final Placeholder<TFloat32> rows;
  private final Placeholder<TFloat32> targets;
  private final Placeholder<TFloat32> weights;
  private final Placeholder<TFloat32> kept;
  private final Placeholder<TFloat32> rate;
  private final Operand<TFloat32> outputs;
  private final List<Op> updates = new ArrayList<>();
  private int steps;

  TaughtGraph(NetworkWeights start, NetworkObjective objective) {
    NativeLibrary.require();
    layout = start.layout();
    graph = new Graph();
    Ops tf = Ops.create(graph);
    Layers layers = new Layers(tf, layout);
    layers.addAssignments();
    rows = placeholder(tf, layout.pixels() * layout.bands());
    targets = placeholder(tf, layout.outputs());
    weights = placeholder(tf, 1);
    kept = placeholder(tf, layout.hidden());
    rate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    var hidden = layers.hidden(layers.convolved(layers.spectra(rows)).getLast());
    outputs = layers.outputs(layers.scores(hidden));
    var thinned = layers.scores(tf.math.mul(hidden, kept));
    var losses = new Loss(tf, objective).of(thinned, layers.outputs(thinned), targets);
    addAdam(tf, layers, tf.math.mean(tf.math.mul(losses, weights), tf.constant(new int[] {0, 1})));
    session = new Session(graph, NativeLibrary.SESSION);
    session.initialize();
    Variables.assign(session, start);
  }

  private static Placeholder<TFloat32> placeholder(Ops tf, int columns) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, columns)));
  }

  private void addAdam(Ops tf, Layers layers, Operand<TFloat32> loss) {
    List<Parameter> taught = layout.parameters().stream().filter(Parameter::isTaught).toList();
    Output<?>[] gradients =
        graph.addGradients(
            loss.asOutput(),
            taught.stream()
                .map(p -> layers.variable(p.name()).asOutput())
                .toArray(Output<?>[]::new));
    var none = tf.constant(0f); // the rate that is fed is corrected for the moments' start already
    for (int i = 0; i < gradients.length; i++) {
      var variable = layers.variable(taught.get(i).name());
      updates.add(
          tf.train.applyAdam(
              variable,
              zeros(tf, taught.get(i)),
              zeros(tf, taught.get(i)),
              none,
              none,
              rate,
              tf.constant(MEAN_KEPT),
              tf.constant(SQUARE_KEPT),
              tf.constant(EPSILON),
              gradients[i].expect(TFloat32.class)));
    }
  }

  private static Variable<TFloat32> zeros(Ops tf, Parameter parameter) {
    int[] shape = parameter.shape().stream().mapToInt(Integer::intValue).toArray();
    return tf.variable(tf.zeros(tf.constant(shape), TFloat32.class));
  }

  @Override
  public void step(NetworkBatch batch, double learningRate) {
    steps++;
    double corrected =
        learningRate
            * Math.sqrt(1 - Math.pow(SQUARE_KEPT, steps))
            / (1 - Math.pow(MEAN_KEPT, steps));
    try (TFloat32 rowsFed = Tensors.of(batch.rows());
        TFloat32 targetsFed = Tensors.of(batch.targets());
        TFloat32 weightsFed = Tensors.of(batch.weights());
        TFloat32 keptFed = Tensors.of(batch.kept());
        TFloat32 rateFed = TFloat32.scalarOf((float) corrected)) {
      Session.Runner runner =
          session
              .runner()
              .feed(rows, rowsFed)
              .feed(targets, targetsFed)
              .feed(weights, weightsFed)
              .feed(kept, keptFed)
              .feed(rate, rateFed);
      updates.forEach(runner::addTarget);
      runner.run().close();
    }
  }

  @Override
  public Rows outputs(Rows asked) {
    try (TFloat32 fed = Tensors.of(asked);
        Result result = session.runner().feed(rows, fed).fetch(outputs).run()) {
      return new Rows(asked.count(), layout.outputs(), Tensors.values((TFloat32) result.get(0)));
    }
  }

  @Override
  public NetworkWeights weights() {
    return Variables.read(session, layout);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
