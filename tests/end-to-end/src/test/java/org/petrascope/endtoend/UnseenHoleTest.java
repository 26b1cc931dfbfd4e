package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mineral groups of rocks from a hole that nothing was learned from: models that learned from a
 * library and another hole against the spectral angle of the continuum to the library.
 */
class UnseenHoleTest {
  private static final Duration HANGS_AFTER = Duration.ofMinutes(20);
  private static final String PUBLISHED = "Grp1 sTSAS";
  private static final String LIBRARY = "usgs-splib07/s07_AV95.hdr";
  private static final List<String> HOLES =
      List.of("hylogger/GSNSW_testrocks/HL4_testrocks_tsg", "hylogger/SWMB007d/SWMB007d_chips_tsg");
  private static final Set<String> LEFT_OUT = Set.of("", "NIL", "INVALID", "NOTAROK");

  @TempDir Path out;

  private static Path spectra(String hole) {
    return Data.file(hole + "_spectra.csv");
  }

  private static Path labels(String hole) {
    return Data.file(hole + "_tsa.csv");
  }

  private void run(String... arguments) throws Exception {
    var ended = Appliance.run(List.of("-Xmx3g"), HANGS_AFTER, arguments);
    assertEquals(0, ended.exit(), ended.err());
  }

  private Path train(String hole, String... more) throws Exception {
    Path model = out.resolve("model-" + HOLES.indexOf(hole));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--spectra",
                spectra(hole).toString(),
                "--labels",
                labels(hole).toString(),
                "--join",
                "id",
                "--target",
                PUBLISHED,
                "--task",
                "classify",
                "--library",
                Data.file(LIBRARY).toString(),
                "--out",
                model.toString()));
    arguments.addAll(List.of(more));
    run(arguments.toArray(String[]::new));
    return model;
  }

  private Judged told(String... kinds) throws Exception {
    Judged judged = new Judged();
    for (String unseen : HOLES) {
      Path model = train(HOLES.get(1 - HOLES.indexOf(unseen)), kinds);
      Path answers = out.resolve("told.csv");
      run(
          "predict",
          "--model",
          model.toString(),
          "--spectra",
          spectra(unseen).toString(),
          "--out",
          answers.toString());
      judged.add(answers, "class", unseen);
    }
    return judged;
  }

  private Judged compared() throws Exception {
    Judged judged = new Judged();
    for (String hole : HOLES) {
      Path answers = out.resolve("compared.csv");
      run(
          "map",
          "--spectra",
          spectra(hole).toString(),
          "--library",
          Data.file(LIBRARY).toString(),
          "--method",
          "msam",
          "--out",
          answers.toString());
      judged.add(answers, "group", hole);
    }
    return judged;
  }

  private static void assertBeats(Judged models, Judged angle) {
    assertEquals(174, models.rows);
    assertEquals(174, angle.rows);
    assertTrue(models.accuracy() > angle.accuracy(), models + " against " + angle);
    assertTrue(models.balancedAccuracy() > angle.balancedAccuracy(), models + " against " + angle);
  }

  @Test
  void someKindsOfModelBeatTheSpectralAngleInAnUnseenHole() throws Exception {
    Judged models = told("--models", "gp,gp-sharp,extratrees", "--folds", "2", "--repeats", "1");
    assertBeats(models, compared());
    assertTrue(models.accuracy() >= 0.88, models.toString());
    assertTrue(models.balancedAccuracy() >= 0.7, models.toString());
  }

  @Test
  @Tag("long")
  void theEnsembleOfAllKindsBeatsTheSpectralAngleInAnUnseenHole() throws Exception {
    Judged models = told("--models", "all");
    assertBeats(models, compared());
    assertTrue(models.accuracy() >= 0.88, models.toString());
    assertTrue(models.balancedAccuracy() >= 0.75, models.toString());
  }

  /** Answers beside what was published, of all holes together. */
  private static final class Judged {
    private final Map<String, Integer> of = new HashMap<>();
    private final Map<String, Integer> right = new HashMap<>();
    private int rows;

    void add(Path answers, String column, String hole) throws Exception {
      CsvTable published = new CsvTable(labels(hole));
      Map<String, String> groups = new HashMap<>();
      for (int row = 0; row < published.rows.size(); row++) {
        groups.put(published.text(row, "id"), published.text(row, PUBLISHED));
      }
      CsvTable told = new CsvTable(answers);
      assertEquals(published.rows.size(), told.rows.size());
      for (int row = 0; row < told.rows.size(); row++) {
        String group = groups.getOrDefault(told.text(row, "id"), "");
        if (!LEFT_OUT.contains(group)) {
          rows++;
          of.merge(group, 1, Integer::sum);
          right.merge(group, group.equals(told.text(row, column)) ? 1 : 0, Integer::sum);
        }
      }
    }

    double accuracy() {
      return right.values().stream().mapToInt(Integer::intValue).sum() / (double) rows;
    }

    double balancedAccuracy() {
      return of.keySet().stream()
          .mapToDouble(group -> right.get(group) / (double) of.get(group))
          .average()
          .orElseThrow();
    }

    @Override
    public String toString() {
      return "accuracy %.3f, balanced %.3f of %d".formatted(accuracy(), balancedAccuracy(), rows);
    }
  }
}
