package org.petrascope.tensorflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.petrascope.learning.NetworkLayout;
import org.petrascope.learning.NetworkLayout.Convolution;
import org.petrascope.learning.NetworkLayout.Parameter;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.types.TFloat32;

/** The operations of a layout in a graph, on variables of the parameters' names. */
final class Layers {
  private static final List<Long> EVERY = List.of(1L, 1L, 1L, 1L);

  private final Ops tf;
  private final NetworkLayout layout;
  private final Map<String, Variable<TFloat32>> variables = new LinkedHashMap<>();

  Layers(Ops tf, NetworkLayout layout) {
    this.tf = tf;
    this.layout = layout;
    for (Parameter parameter : layout.parameters()) {
      variables.put(
          parameter.name(),
          tf.withName(parameter.name()).variable(shape(parameter), TFloat32.class));
    }
  }

  static Shape shape(Parameter parameter) {
    return Shape.of(parameter.shape().stream().mapToLong(Integer::longValue).toArray());
  }

  /** Adds an operation that sets every variable from a placeholder, both under known names. */
  void addAssignments() {
    variables.forEach(
        (name, variable) -> {
          var value =
              tf.withName(valueOf(name))
                  .placeholder(TFloat32.class, Placeholder.shape(variable.asOutput().shape()));
          tf.withName(assignmentOf(name)).assign(variable, value);
        });
  }

  static String valueOf(String parameter) {
    return "value." + parameter;
  }

  static String assignmentOf(String parameter) {
    return "assign." + parameter;
  }

  Variable<TFloat32> variable(String name) {
    Variable<TFloat32> variable = variables.get(name);
    if (variable == null) {
      throw new IllegalArgumentException("the network has no " + name);
    }
    return variable;
  }

  /** Standardised rows as spectra, [spectrum][band][1][1]; spectrum = row * pixels + pixel. */
  Operand<TFloat32> spectra(Operand<TFloat32> rows) {
    var spectra = tf.reshape(rows, tf.constant(new int[] {-1, layout.bands()}));
    var standardised = tf.math.div(tf.math.sub(spectra, variable("mean")), variable("deviation"));
    return tf.reshape(standardised, tf.constant(new int[] {-1, layout.bands(), 1, 1}));
  }

  /** Output of every spectral convolution before it is pooled, [spectrum][position][1][filter]. */
  List<Operand<TFloat32>> convolved(Operand<TFloat32> spectra) {
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    Operand<TFloat32> in = spectra;
    for (int i = 0; i < layout.convolutions().size(); i++) {
      Operand<TFloat32> out = convolution(in, NetworkLayout.spectral(i), "SAME");
      outputs.add(out);
      in = pooled(out, layout.convolutions().get(i));
    }
    return outputs;
  }

  private Operand<TFloat32> convolution(Operand<TFloat32> in, String layer, String padding) {
    var out = Conv2d.create(tf.scope(), in, variable(layer + ".kernel"), EVERY, padding);
    return tf.nn.relu(tf.nn.biasAdd(out, variable(layer + ".bias")));
  }

  private Operand<TFloat32> pooled(Operand<TFloat32> in, Convolution convolution) {
    if (convolution.pool() == 1) {
      return in;
    }
    var window = tf.constant(new int[] {1, convolution.pool(), 1, 1});
    return tf.nn.maxPool(in, window, window, "VALID");
  }

  /** Hidden units, [row][unit], from the output of the last spectral convolution. */
  Operand<TFloat32> hidden(Operand<TFloat32> convolved) {
    var pooled =
        layout.convolutions().isEmpty()
            ? convolved
            : pooled(convolved, layout.convolutions().getLast());
    Operand<TFloat32> features =
        tf.reshape(pooled, tf.constant(new int[] {-1, layout.spectralFeatures()}));
    if (layout.side() > 1) {
      var pixels =
          tf.reshape(
              dense(features, "pixel"),
              tf.constant(new int[] {-1, layout.side(), layout.side(), layout.pixelFeatures()}));
      features =
          tf.reshape(
              convolution(pixels, "spatial", "VALID"),
              tf.constant(new int[] {-1, layout.features()}));
    }
    return dense(features, "hidden");
  }

  private Operand<TFloat32> dense(Operand<TFloat32> in, String layer) {
    return tf.nn.relu(linear(in, layer));
  }

  private Operand<TFloat32> linear(Operand<TFloat32> in, String layer) {
    return tf.nn.biasAdd(
        tf.linalg.matMul(in, variable(layer + ".kernel")), variable(layer + ".bias"));
  }

  /** Scores before the head, [row][output]. */
  Operand<TFloat32> scores(Operand<TFloat32> hidden) {
    return linear(hidden, "head");
  }

  /** Outputs divided by their ceilings, [row][output]. */
  Operand<TFloat32> outputs(Operand<TFloat32> scores) {
    return layout.head() == NetworkLayout.Head.SHARES
        ? tf.nn.softmax(scores)
        : tf.math.sigmoid(scores);
  }
}
