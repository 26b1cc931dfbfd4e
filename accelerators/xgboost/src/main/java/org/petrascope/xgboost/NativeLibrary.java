package org.petrascope.xgboost;

import java.util.Optional;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.petrascope.learning.LearningException;

/** XGBoost's native library on this machine. */
final class NativeLibrary {
  private static final Optional<String> MISSING = load();

  private NativeLibrary() {}

  private static Optional<String> load() {
    try {
      new DMatrix(new float[1], 1, 1, Float.NaN).dispose();
      return Optional.empty();
    } catch (LinkageError | XGBoostError e) {
      return Optional.of(
          "XGBoost's native library does not load on %s %s (%s): install libgomp1, use a machine the library is built for, or train without xgboost"
              .formatted(
                  System.getProperty("os.name"), System.getProperty("os.arch"), firstLine(e)));
    }
  }

  /** What the innermost cause says, its first line. */
  private static String firstLine(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  /** Why the library cannot be used here, in one sentence; empty when it can. */
  static Optional<String> missing() {
    return MISSING;
  }

  /** What failed in the library, in one sentence. */
  static LearningException failure(String doing, XGBoostError e) {
    return new LearningException(
        "XGBoost failed while %s (%s): check the rows for values far out of range"
            .formatted(doing, firstLine(e)),
        e);
  }
}
