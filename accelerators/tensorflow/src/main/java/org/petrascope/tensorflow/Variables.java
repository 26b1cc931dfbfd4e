package org.petrascope.tensorflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.petrascope.learning.NetworkLayout;
import org.petrascope.learning.NetworkLayout.Parameter;
import org.petrascope.learning.NetworkWeights;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The weights of a network in and out of a session, by name. */
final class Variables {
  private Variables() {}

  static void assign(Session session, NetworkWeights weights) {
    List<TFloat32> fed = new ArrayList<>();
    Session.Runner runner = session.runner();
    for (Parameter parameter : weights.layout().parameters()) {
      Shape shape = Layers.shape(parameter);
      TFloat32 value = Tensors.of(shape, weights.values(parameter.name()));
      fed.add(value);
      runner
          .feed(Layers.valueOf(parameter.name()), value)
          .addTarget(Layers.assignmentOf(parameter.name()));
    }
    runner.run().close();
    fed.forEach(TFloat32::close);
  }

  static NetworkWeights read(Session session, NetworkLayout layout) {
    List<Parameter> parameters = layout.parameters();
    Session.Runner runner = session.runner();
    parameters.forEach(parameter -> runner.fetch(parameter.name()));
    Map<String, float[]> values = new HashMap<>();
    try (Result result = runner.run()) {
      for (int i = 0; i < parameters.size(); i++) {
        values.put(parameters.get(i).name(), Tensors.values((TFloat32) result.get(i)));
      }
    }
    return new NetworkWeights(layout, values);
  }
}
