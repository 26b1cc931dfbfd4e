package org.petrascope.xgboost;

import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.KnownRows;
import org.petrascope.learning.Labels;
import org.petrascope.learning.Rows;
import org.petrascope.learning.Target;

/**
 * A booster that grows on some rows, a tree an output every round. It owns native memory: whoever
 * makes one closes it. One thread uses it.
 *
 * <p>The library works with one thread: the numbers then do not depend on how sums are shared out,
 * and its threads, which wait by spinning, do not fight with other models that train.
 */
final class Boosting implements AutoCloseable {
  private final Loss loss;
  private final DMatrix rows;
  private final Booster booster;
  private int round;

  private Boosting(Loss loss, DMatrix rows, Booster booster, int round) {
    this.loss = loss;
    this.rows = rows;
    this.booster = booster;
    this.round = round;
  }

  /** Begins from nothing. */
  static Boosting begin(KnownRows known, Loss loss, Map<String, Object> parameters) {
    DMatrix rows = matrix(known.data());
    try {
      Map<String, Object> all = new HashMap<>(parameters);
      all.putAll(ofTarget(known.data().target()));
      return new Boosting(loss, rows, XGBoost.train(rows, all, 0, Map.of(), null, null), 0);
    } catch (XGBoostError e) {
      rows.dispose();
      throw NativeLibrary.failure("it was set up", e);
    }
  }

  /** Goes on from a booster of the same outputs. */
  static Boosting goOn(
      BoosterFile from, KnownRows known, Loss loss, Map<String, Object> parameters) {
    DMatrix rows = matrix(known.data());
    try {
      Booster booster = from.booster();
      booster.setParams(parameters);
      return new Boosting(loss, rows, booster, booster.getNumBoostedRound());
    } catch (XGBoostError e) {
      rows.dispose();
      throw NativeLibrary.failure("it was set up to go on", e);
    }
  }

  /** The library's form of rows; whoever asks disposes of it. */
  static DMatrix matrix(Dataset data) {
    try {
      Rows rows = data.rows();
      return new DMatrix(rows.values(), rows.count(), rows.columns(), Float.NaN);
    } catch (XGBoostError e) {
      throw NativeLibrary.failure("it took the rows", e);
    }
  }

  // The derivatives come from us; the objective tells the library what its outputs are.
  private static Map<String, Object> ofTarget(Target target) {
    int outputs = target.names().size();
    return switch (target) {
      case Labels _ -> Map.of("objective", "multi:softprob", "num_class", outputs, "base_score", 0);
      case Compositions compositions ->
          Map.of(
              "objective",
              "reg:squarederror",
              "num_target",
              outputs,
              "base_score",
              mean(compositions.fractions().values()));
    };
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Grows one tree for every output. */
  void grow() {
    try {
      Loss.Derivatives derivatives = loss.derivatives(booster.predict(rows, true));
      booster.boost(rows, round, derivatives.first().values(), derivatives.second().values());
      round++;
    } catch (XGBoostError e) {
      throw NativeLibrary.failure("it grew round " + (round + 1), e);
    }
  }

  /** What the outputs are for some rows before probabilities are made of them, [row][output]. */
  float[][] margins(DMatrix ofRows) {
    try {
      return booster.predict(ofRows, true);
    } catch (XGBoostError e) {
      throw NativeLibrary.failure("it predicted after round " + round, e);
    }
  }

  BoosterFile file() {
    return BoosterFile.of(booster);
  }

  @Override
  public void close() {
    booster.dispose();
    rows.dispose();
  }
}
