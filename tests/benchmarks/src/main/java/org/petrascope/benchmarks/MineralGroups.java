package org.petrascope.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.petrascope.learning.ClassScores;

/**
 * Mineral groups of rocks from a hole that nothing was learned from, told by the library alone and
 * by models that learned from the library and another hole: every method of {@code petrascope map}
 * beside every kind of model, with shadows left out and with shadows. The ensemble must beat the
 * spectral angle of the continuum in accuracy and in balanced accuracy.
 */
public final class MineralGroups {
  private static final String COLUMN = "Grp1 sTSAS";
  private static final List<String> COMPARISONS = List.of("sam", "msam", "feature", "auto");
  private static final String RIVAL = "msam";
  private static final String ALL = "all";
  private static final List<String> KINDS =
      List.of("ridge", "plsr", "gp", "gp-sharp", "extratrees", "xgboost", "cnn1d", ALL);

  private final Appliance appliance;
  private final Path library;
  private final Path work;
  private final List<Hole> holes;

  private MineralGroups(Appliance appliance, Path data, Path work) throws IOException {
    this.appliance = appliance;
    this.library = data.resolve("usgs-splib07/s07_AV95.hdr");
    this.work = work;
    this.holes =
        List.of(
            Hole.of(data, "GSNSW_testrocks/HL4_testrocks_tsg", COLUMN, work),
            Hole.of(data, "SWMB007d/SWMB007d_chips_tsg", COLUMN, work));
  }

  /** Arguments: the launcher, the folder of measurements, the file for the table. */
  public static void main(String[] args) throws Exception {
    Path work = Files.createTempDirectory("petrascope-mineral-groups");
    MineralGroups groups =
        new MineralGroups(new Appliance(Path.of(args[0])), Path.of(args[1]), work);
    Map<String, List<Tally>> tallies = groups.run();
    String report = report(groups.holes, tallies);
    Path table = Path.of(args[2]);
    Files.createDirectories(table.toAbsolutePath().getParent());
    Files.writeString(table, report);
    System.out.print(report);
    System.exit(beats(tallies, 0) && beats(tallies, 1) ? 0 : 1);
  }

  private static boolean beats(Map<String, List<Tally>> tallies, int shadows) {
    ClassScores ours = requireNonNull(tallies.get(ALL)).get(shadows).scores();
    ClassScores theirs = requireNonNull(tallies.get(RIVAL)).get(shadows).scores();
    return ours.accuracy() > theirs.accuracy()
        && ours.balancedAccuracy() > theirs.balancedAccuracy();
  }

  /** Of every method what it told of all holes, without shadows and with them. */
  private Map<String, List<Tally>> run() throws IOException, InterruptedException {
    Map<String, List<Tally>> tallies = new LinkedHashMap<>();
    for (String method : COMPARISONS) {
      List<Tally> its = started(tallies, method);
      for (Hole hole : holes) {
        told(hole, its, "group", table -> appliance.map(table, library, method, answers()));
      }
    }
    for (String kind : KINDS) {
      List<Tally> its = started(tallies, kind);
      for (Hole unseen : holes) {
        Hole known = holes.get(1 - holes.indexOf(unseen));
        Path model = work.resolve(kind + "-" + known.name());
        appliance.train(known, library, kind, model);
        told(unseen, its, "class", table -> appliance.predict(model, table, answers()));
      }
    }
    return tallies;
  }

  private static List<Tally> started(Map<String, List<Tally>> tallies, String method) {
    System.err.println(method);
    return tallies.computeIfAbsent(method, _ -> List.of(new Tally(), new Tally()));
  }

  private Path answers() {
    return work.resolve("answers.csv");
  }

  /** Has a table told of into {@link #answers}. */
  @FunctionalInterface
  private interface Teller {
    void tell(Path table) throws IOException, InterruptedException;
  }

  private void told(Hole hole, List<Tally> tallies, String column, Teller teller)
      throws IOException, InterruptedException {
    teller.tell(hole.spectra());
    tallies.get(0).add(hole, answers(), column);
    tallies.get(1).add(hole, answers(), column);
    teller.tell(hole.shadows());
    tallies.get(1).add(hole, answers(), column);
  }

  private static String report(List<Hole> holes, Map<String, List<Tally>> tallies) {
    List<String> lines = new ArrayList<>();
    lines.add("# Mineral groups of a hole that was not learned from\n");
    lines.add(
        """
        Groups of TSG's expert system (`%s`; an expert system's answer, not XRD) for %s.
        Models learned from records of the USGS library 7 and the spectra of the other hole; `map` compares with the
        library. Rows without a group, `INVALID` and `NOTAROK` are left out. **Shadows excluded**: spectra as they were
        measured. **Shadows included**: every spectrum a second time as in a shadow, %s; no model saw shadows in
        training. `auto` of `petrascope map` was developed on these very spectra; the kinds of model and what their
        rows go through were chosen with them in view as well.
        """
            .formatted(
                COLUMN,
                String.join(
                    " and ",
                    holes.stream()
                        .map(hole -> "%s (%d spectra)".formatted(hole.name(), hole.size()))
                        .toList()),
                Shadow.DESCRIPTION));
    lines.add(
        "| method | learned from | accuracy | balanced | macro-F1 | kappa | accuracy of each hole"
            + " | with shadows: accuracy | balanced | macro-F1 | kappa |");
    lines.add("|---|---|---|---|---|---|---|---|---|---|---|");
    tallies.forEach((method, its) -> lines.add(line(method, its)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(String method, List<Tally> tallies) {
    boolean learned = KINDS.contains(method);
    String name =
        method.equals(ALL)
            ? "**ensemble**"
            : learned ? method : "`map --method %s`".formatted(method);
    return "| %s | %s | %s | %s | %s |"
        .formatted(
            name,
            learned ? "library, other hole" : "-",
            numbers(tallies.get(0).scores()),
            String.join(
                " / ", tallies.get(0).accuracies().stream().map(MineralGroups::number).toList()),
            numbers(tallies.get(1).scores()));
  }

  private static String numbers(ClassScores scores) {
    return "%s | %s | %s | %s"
        .formatted(
            number(scores.accuracy()),
            number(scores.balancedAccuracy()),
            number(scores.macroF1()),
            number(scores.kappa()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
