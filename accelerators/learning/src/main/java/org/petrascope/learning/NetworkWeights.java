package org.petrascope.learning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The numbers of a network. They are shared, not copied: nobody writes to them. */
public final class NetworkWeights {
  private final NetworkLayout layout;
  private final Map<String, float[]> values;

  /**
   * @param values of every parameter of the layout by name, last dimension fastest
   */
  public NetworkWeights(NetworkLayout layout, Map<String, float[]> values) {
    this.layout = layout;
    this.values = Map.copyOf(values);
    for (NetworkLayout.Parameter parameter : layout.parameters()) {
      float[] given = values.get(parameter.name());
      if (given == null || given.length != parameter.size()) {
        throw new IllegalArgumentException(
            "%s has %s values, %d are needed for %s"
                .formatted(
                    parameter.name(),
                    given == null ? "no" : Integer.toString(given.length),
                    parameter.size(),
                    parameter.shape()));
      }
    }
  }

  /**
   * Weights to begin with: kernels normally distributed with variance 2 / inputs (He et al. 2015,
   * arXiv:1502.01852), the head's with 1 / inputs, biases 0, rows standardised by nothing.
   */
  public static NetworkWeights initial(NetworkLayout layout, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, float[]> values = new HashMap<>();
    for (NetworkLayout.Parameter parameter : layout.parameters()) {
      float[] numbers = new float[parameter.size()];
      if (parameter.isKernel()) {
        int inputs = parameter.size() / parameter.shape().getLast();
        double deviation = Math.sqrt((parameter.isHead() ? 1.0 : 2.0) / inputs);
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = (float) (deviation * random.nextGaussian());
        }
      } else if (!parameter.isTaught() && !parameter.name().equals("mean")) {
        Arrays.fill(numbers, 1);
      }
      values.put(parameter.name(), numbers);
    }
    return new NetworkWeights(layout, values);
  }

  public NetworkLayout layout() {
    return layout;
  }

  /** One parameter's values, last dimension fastest; to be read only. */
  public float[] values(String name) {
    float[] found = values.get(name);
    if (found == null) {
      throw new IllegalArgumentException("the network has no " + name);
    }
    return found;
  }

  /** These with other values of one parameter. */
  public NetworkWeights with(String name, float... replacement) {
    Map<String, float[]> changed = new HashMap<>(values);
    changed.put(name, replacement);
    return new NetworkWeights(layout, changed);
  }

  /**
   * Weights for a layout that differs in the last layer at most: all from here but the last layer,
   * which is taken from the other weights.
   */
  NetworkWeights withHeadOf(NetworkWeights other) {
    Map<String, float[]> changed = new HashMap<>();
    for (NetworkLayout.Parameter parameter : other.layout.parameters()) {
      boolean last = parameter.isHead() || parameter.name().equals("ceiling");
      changed.put(parameter.name(), (last ? other : this).values(parameter.name()));
    }
    return new NetworkWeights(other.layout, changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkWeights w
        && layout.equals(w.layout)
        && layout.parameters().stream()
            .allMatch(p -> Arrays.equals(values(p.name()), w.values(p.name())));
  }

  @Override
  public int hashCode() {
    return 31 * layout.hashCode() + Arrays.hashCode(values("head.kernel"));
  }
}
