package org.petrascope.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.petrascope.kernels.ReflectanceLines;

/**
 * What calibration moves through memory, beside a copy of its result and a second look at it, which
 * is how the brightness of its samples could be had otherwise.
 */
final class Passes {
  private static final int ROUNDS = 15;
  private static final int LINE = Workload.SAMPLES * Workload.BANDS;
  private static final double VALUES = (double) Workload.LINES * LINE;

  private final float[] reflectance = new float[Workload.LINES * LINE];
  private final float[] copy = new float[Workload.LINES * LINE];
  private final double[] means = new double[Workload.ROWS];
  private final boolean[] outside = new boolean[Workload.ROWS];
  private final List<Work> works;

  /**
   * Work on every value.
   *
   * @param bytes read and written of a value
   */
  private record Work(String name, int bytes, Workers.Job job) {}

  Passes(Workload workload) {
    var lines =
        new ReflectanceLines(workload.dark, workload.gain, Workload.SAMPLES, Workload.BANDS);
    works =
        List.of(
            new Work(
                "copy of the reflectance",
                8,
                (from, to) ->
                    System.arraycopy(
                        reflectance, from * LINE, copy, from * LINE, (to - from) * LINE)),
            new Work(
                "DN to reflectance, saturation and brightness in one pass",
                6,
                (from, to) -> workload.calibrate(lines, from, to, reflectance)),
            new Work("a second pass for the brightness alone", 4, this::lookAgain));
  }

  // Mean and range of every sample, value by value.
  private void lookAgain(int from, int to) {
    for (int row = from * Workload.SAMPLES; row < to * Workload.SAMPLES; row++) {
      double sum = 0;
      int count = 0;
      boolean out = false;
      for (int i = row * Workload.BANDS; i < (row + 1) * Workload.BANDS; i++) {
        float value = reflectance[i];
        if (!Float.isNaN(value)) {
          sum += value;
          count++;
          out |= value < -0.02f || value > 1.02f;
        }
      }
      means[row] = sum / count;
      outside[row] = out;
    }
  }

  /** Rows of a table: ns, bytes and GB/s, one thread, the best of the rounds by processor time. */
  String table() throws InterruptedException, ExecutionException {
    List<String> rows = new ArrayList<>();
    try (var one = new Workers(1)) {
      for (Work work : works) {
        Seconds best = Seconds.ENDLESS;
        for (int round = 0; round < ROUNDS; round++) {
          best = best.best(one.time(Workload.LINES, work.job()));
        }
        double ns = best.processor() * 1e9 / VALUES;
        rows.add(
            "| %s | %.2f | %d | %.1f |"
                .formatted(work.name(), ns, work.bytes(), work.bytes() / ns));
      }
    }
    return String.join("\n", rows);
  }
}
