package org.petrascope.xgboost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.Labels;
import org.petrascope.learning.Model;
import org.petrascope.learning.Progress;
import org.petrascope.learning.TrainingPlan;

class NativeLibraryTest {
  @TempDir Path folder;

  /** Predicts with a saved model, then prints why none can be trained, without a library. */
  static final class Asking {
    public static void main(String[] arguments) {
      try (Model model = new XgboostTrainer().open(Path.of(arguments[0]))) {
        System.err.println(model.predict(Bumps.labels(5, 2).rows()).hashCode());
      }
      System.err.print(
          new XgboostTrainer().unfit(Bumps.SHAPE, new Labels(Bumps.NAMES, 0)).orElse(""));
    }
  }

  @Test
  void libraryLoadsHere() {
    assertEquals(Optional.empty(), NativeLibrary.missing());
  }

  @Test
  void withoutTheLibraryModelsPredictAndTrainingIsRefusedInOneSentence()
      throws IOException, InterruptedException {
    Dataset data = Bumps.labels(60, 1);
    Model model =
        new XgboostTrainer(new XgboostTrainer.Settings(5, 2, 0.3, 3, 1, 1))
            .train(data, TrainingPlan.seeded(1), Progress.SILENT);
    model.save(folder);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.config.file=none",
                "-Dxgboostruntime.native.xgboost4j=" + folder.resolve("missing.so"),
                "-cp",
                System.getProperty("java.class.path"),
                Asking.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    String[] lines = said.split("\n");
    assertEquals(
        String.valueOf(model.predict(Bumps.labels(5, 2).rows()).hashCode()), lines[0], said);
    String last = lines[lines.length - 1];
    assertTrue(last.startsWith("XGBoost's native library does not load on "), said);
    assertTrue(last.endsWith("or train without xgboost"), said);
  }
}
