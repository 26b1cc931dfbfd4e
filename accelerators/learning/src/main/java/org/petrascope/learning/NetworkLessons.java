package org.petrascope.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Deals the rows that teach into batches, each row varied anew every time. Used by one thread. */
final class NetworkLessons {
  private final Dataset data;
  private final Rows targets;
  private final Rows weights;
  private final NetworkWeights start;
  private final NetworkCourse course;
  private final SplittableRandom random;

  /**
   * @param known rows that teach
   * @param start weights the network begins with
   */
  NetworkLessons(Known known, NetworkWeights start, NetworkCourse course, SplittableRandom random) {
    this.data = known.data();
    this.targets = known.targets();
    this.weights = known.weights();
    this.start = start;
    this.course = course;
    this.random = random;
  }

  /**
   * Rows with what the network should say of them, and how much each counts.
   *
   * @param targets outputs divided by their ceilings, [row][output]
   * @param weights one column
   */
  record Known(Dataset data, Rows targets, Rows weights) {
    static Known of(KnownRows rows, float... ceilings) {
      float[] weights = new float[rows.data().size()];
      for (int row = 0; row < weights.length; row++) {
        weights[row] = (float) rows.weight(row);
      }
      return new Known(
          rows.data(),
          targets(rows.data().target(), ceilings),
          new Rows(weights.length, 1, weights));
    }

    private static Rows targets(Target target, float... ceilings) {
      int outputs = ceilings.length;
      float[] targets = new float[target.count() * outputs];
      switch (target) {
        case Labels labels -> {
          for (int row = 0; row < labels.count(); row++) {
            targets[row * outputs + labels.label(row)] = 1;
          }
        }
        case Compositions compositions -> {
          for (int i = 0; i < targets.length; i++) {
            targets[i] = compositions.fractions().values()[i] / ceilings[i % outputs];
          }
        }
      }
      return new Rows(target.count(), outputs, targets);
    }

    Known select(int... rows) {
      return new Known(data.select(rows), targets.select(rows), weights.select(rows));
    }
  }

  int batches() {
    return Math.max(1, data.size() / course.batch());
  }

  /** Every row once, in a new order, in batches as even as can be. */
  List<int[]> deal() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, data.size()).boxed().toList());
    InnerSplit.shuffle(order, random);
    List<int[]> dealt = new ArrayList<>();
    for (int batch = 0; batch < batches(); batch++) {
      int from = (int) ((long) batch * order.size() / batches());
      int to = (int) ((long) (batch + 1) * order.size() / batches());
      dealt.add(order.subList(from, to).stream().mapToInt(Integer::intValue).toArray());
    }
    return dealt;
  }

  NetworkBatch batch(int[] rows) {
    Rows chosen = data.rows().select(rows);
    for (int spectrum = 0; spectrum < rows.length * data.shape().pixels(); spectrum++) {
      vary(chosen.values(), spectrum * data.shape().bands());
    }
    return new NetworkBatch(chosen, targets.select(rows), weights.select(rows), kept(rows.length));
  }

  // One spectrum: gain x + tilt * deviation(x) * slope + noise of every band.
  private void vary(float[] values, int offset) {
    int bands = data.shape().bands();
    float[] deviation = start.values("deviation");
    double gain = Math.exp(course.gain() * random.nextGaussian());
    double slope = course.tilt() * random.nextGaussian() * deviation(values, offset, bands);
    for (int band = 0; band < bands; band++) {
      double along = bands == 1 ? 0 : 2.0 * band / (bands - 1) - 1;
      double noise = course.noise() * deviation[band] * random.nextGaussian();
      values[offset + band] = (float) (gain * values[offset + band] + slope * along + noise);
    }
  }

  private static double deviation(float[] values, int offset, int count) {
    double sum = 0;
    double squares = 0;
    for (int i = offset; i < offset + count; i++) {
      sum += values[i];
      squares += (double) values[i] * values[i];
    }
    return Math.sqrt(Math.max(0, squares / count - sum / count * (sum / count)));
  }

  private Rows kept(int rows) {
    int hidden = start.layout().hidden();
    float[] kept = new float[rows * hidden];
    float factor = (float) (1 / (1 - course.dropped()));
    for (int i = 0; i < kept.length; i++) {
      kept[i] = random.nextDouble() < course.dropped() ? 0 : factor;
    }
    return new Rows(rows, hidden, kept);
  }
}
