package org.petrascope.learning;

import java.nio.file.Path;
import java.util.List;

/**
 * How every model and the ensemble did in cross-validation. Two runs of the same data, plan and
 * software give the same report.
 *
 * @param task {@code classify} or {@code abundance}
 * @param names classes or components, in the order of the outputs
 * @param models the members in the order they were given, the ensemble last
 * @param leftOut models that took no part, or failed, with the reason
 * @param predictionsHash SHA-256 of all out-of-fold predictions: equal when a run was repeated
 *     exactly
 * @param notes what the reader should know before believing the numbers
 */
public record Report(
    int formatVersion,
    String task,
    List<String> names,
    Data data,
    Validation validation,
    List<ModelReport> models,
    Verdict verdict,
    List<LeftOut> leftOut,
    String predictionsHash,
    List<String> notes) {
  static final int FORMAT_VERSION = 1;

  /** The name under which the ensemble stands among the models. */
  public static final String ENSEMBLE = "ensemble";

  /**
   * What was learned from.
   *
   * @param hash SHA-256 of rows, targets and groups
   * @param unknownRows rows whose class nobody knows
   */
  public record Data(String hash, int rows, int unknownRows, int groups, int columns) {}

  /** How it was judged; {@code cells} are folds times repeats. */
  public record Validation(
      String split, int cells, long seed, double coverage, int selfTrainingRounds) {}

  /**
   * One model.
   *
   * @param mean mean of each score over the folds
   * @param spread standard deviation of each score over the folds
   * @param pooled scores of all out-of-fold predictions together
   * @param confusion rows of true class by column of predicted class, over all out-of-fold
   *     predictions; empty for compositions
   * @param weights share in the final ensemble for each output; the ensemble's own are ones
   * @param sensitivity scores with the test rows as they are, then disturbed
   */
  public record ModelReport(
      String name,
      Scores mean,
      Scores spread,
      Scores pooled,
      List<FoldReport> folds,
      List<List<Integer>> confusion,
      List<Double> weights,
      List<SensitivityReport> sensitivity) {
    public ModelReport {
      folds = List.copyOf(folds);
      confusion = List.copyOf(confusion);
      weights = List.copyOf(weights);
      sensitivity = List.copyOf(sensitivity);
    }
  }

  /** Scores on the rows of one fold, both counted from 1. */
  public record FoldReport(int repeat, int fold, Scores scores) {}

  /** Pooled scores over the folds of the first repeat; the disturbance is {@code none} at first. */
  public record SensitivityReport(String disturbance, Scores pooled) {}

  /** A model that took no part. */
  public record LeftOut(String name, String reason) {}

  public Report {
    names = List.copyOf(names);
    models = List.copyOf(models);
    leftOut = List.copyOf(leftOut);
    notes = List.copyOf(notes);
  }

  /** The model of that name, such as {@link #ENSEMBLE}. */
  public ModelReport model(String name) {
    return models.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the report has no model named " + name));
  }

  /** The models as a plain text table with fold spread, for people. */
  public String table() {
    return ReportTable.of(this);
  }

  /** Writes {@code report.json} or any other file of that content. */
  public void write(Path file) {
    PackageFiles.write(file, this);
  }
}
