package org.petrascope.benchmarks;

/**
 * One job that both sides do.
 *
 * @param name what is done
 * @param command what the Python side calls it
 * @param rival the expression on the other side
 * @param ourCount units of our job, of rows that can be shared among threads; 1 when it shares them
 *     itself
 * @param rivalCount the same units of the other side's job
 * @param unitsPerRow what the speed counts, in each row
 * @param unit the name of it
 * @param least ratio of speeds that is promised
 * @param job our side
 * @param result what our job fills
 * @param tolerance largest difference of the two results that is no error
 */
record Contest(
    String name,
    String command,
    String rival,
    int ourCount,
    int rivalCount,
    int unitsPerRow,
    String unit,
    double least,
    Workers.Job job,
    Result result,
    double tolerance) {

  String promise() {
    return "%.1f".formatted(least).replace(".0", "");
  }

  /** The values that a job leaves. */
  interface Result {
    float[] values();
  }
}
