package org.petrascope.learning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What models said of rows they had not learned from, beside the truth: one case for every tested
 * row of every repeat. Immutable.
 */
final class Evidence {
  private final List<Output> outputs;
  private final Target truth;
  private final List<String> groups;

  /**
   * @param outputs of every member, one row a case
   * @param groups of every case
   */
  Evidence(List<Output> outputs, Target truth, List<String> groups) {
    this.outputs = List.copyOf(outputs);
    this.truth = truth;
    this.groups = List.copyOf(groups);
  }

  int count() {
    return truth.count();
  }

  List<Output> outputs() {
    return outputs;
  }

  Target truth() {
    return truth;
  }

  Evidence select(int... cases) {
    return new Evidence(
        outputs.stream().map(output -> output.select(cases)).toList(),
        truth.select(cases),
        IntStream.of(cases).mapToObj(groups::get).toList());
  }

  /** The same cases as seen by one member alone. */
  Evidence of(int member) {
    return new Evidence(List.of(outputs.get(member)), truth, groups);
  }

  /** How many groups there are. */
  int groupCount() {
    return (int) groups.stream().distinct().count();
  }

  /**
   * Weights of the cases for {@link Quantile#conformal}: one over the number of cases of its group,
   * so that every group weighs one. Where the groups are too few to promise anything, one for every
   * case: then the promise is for more rows of the same groups, and a report says so.
   */
  double[] conformalWeights(double coverage) {
    if (!Quantile.canPromise(groupCount(), coverage)) {
      return groups.stream().mapToDouble(_ -> 1).toArray();
    }
    Map<String, Integer> sizes = new LinkedHashMap<>();
    groups.forEach(group -> sizes.merge(group, 1, Integer::sum));
    return groups.stream().mapToDouble(group -> 1.0 / sizes.getOrDefault(group, 1)).toArray();
  }

  /** A number below {@code most} for every case, the same within a group. */
  int[] blocks(int most) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    groups.forEach(group -> numbers.putIfAbsent(group, numbers.size() % most));
    return groups.stream().mapToInt(group -> numbers.getOrDefault(group, 0)).toArray();
  }

  /** The rows of all parts, one part after the other. */
  static Rows joined(List<Rows> parts) {
    int count = parts.stream().mapToInt(Rows::count).sum();
    int columns = parts.getFirst().columns();
    float[] values = new float[Math.multiplyExact(count, columns)];
    int offset = 0;
    for (Rows part : parts) {
      System.arraycopy(part.values(), 0, values, offset, part.values().length);
      offset += part.values().length;
    }
    return new Rows(count, columns, values);
  }
}
