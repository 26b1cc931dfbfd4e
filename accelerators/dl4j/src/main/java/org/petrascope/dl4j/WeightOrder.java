package org.petrascope.dl4j;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.petrascope.learning.NetworkLayout;
import org.petrascope.learning.NetworkWeights;

/**
 * Between the product's order of weights and Deeplearning4j's: a spectral kernel [band][1][in][out]
 * is [out][in][band][1] there, and the hidden layer reads [filter][position] where the product's
 * reads [position][filter].
 */
final class WeightOrder {
  private static final int[] KERNEL_THERE = {3, 2, 0, 1};
  private static final int[] KERNEL_HERE = {2, 3, 1, 0};

  private WeightOrder() {}

  /** Puts weights into a network of the same layers. */
  static void put(NetworkWeights weights, MultiLayerNetwork network) {
    Map<String, String> names = names(weights.layout());
    for (NetworkLayout.Parameter parameter : weights.layout().parameters()) {
      if (parameter.isTaught()) {
        int[] shape = parameter.shape().stream().mapToInt(Integer::intValue).toArray();
        INDArray here = Nd4j.create(weights.values(parameter.name()), shape, 'c');
        network.setParam(there(names, parameter), turned(here, parameter, weights.layout(), true));
      }
    }
  }

  /** The weights of a network of these layers; what is not taught is as it was. */
  static NetworkWeights taken(NetworkWeights before, MultiLayerNetwork network) {
    Map<String, String> names = names(before.layout());
    Map<String, float[]> values = new HashMap<>();
    for (NetworkLayout.Parameter parameter : before.layout().parameters()) {
      values.put(
          parameter.name(),
          parameter.isTaught()
              ? turned(network.getParam(there(names, parameter)), parameter, before.layout(), false)
                  .dup('c')
                  .data()
                  .asFloat()
              : before.values(parameter.name()));
    }
    return new NetworkWeights(before.layout(), values);
  }

  // From the layer's name to its number there, where pooling is a layer of its own.
  private static Map<String, String> names(NetworkLayout layout) {
    Map<String, String> names = new HashMap<>();
    int layer = 0;
    for (int i = 0; i < layout.convolutions().size(); i++) {
      names.put(NetworkLayout.spectral(i), Integer.toString(layer));
      layer += layout.convolutions().get(i).pool() > 1 ? 2 : 1;
    }
    names.put("hidden", Integer.toString(layer));
    names.put("head", Integer.toString(layer + 1));
    return names;
  }

  private static String there(Map<String, String> names, NetworkLayout.Parameter parameter) {
    String layer = parameter.name().substring(0, parameter.name().indexOf('.'));
    return names.get(layer) + (parameter.isKernel() ? "_W" : "_b");
  }

  private static INDArray turned(
      INDArray array, NetworkLayout.Parameter parameter, NetworkLayout layout, boolean there) {
    if (!parameter.isKernel()) {
      return there ? array.reshape(1, array.length()) : array;
    }
    if (parameter.shape().size() == 4) {
      return array.permute(there ? KERNEL_THERE : KERNEL_HERE).dup('c');
    }
    if (!parameter.name().startsWith("hidden")) {
      return array;
    }
    int positions = layout.positions();
    int filters = layout.convolutions().getLast().filters();
    return array
        .dup('c')
        .reshape('c', there ? positions : filters, there ? filters : positions, layout.hidden())
        .permute(1, 0, 2)
        .dup('c')
        .reshape('c', layout.features(), layout.hidden());
  }
}
