package org.petrascope.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/**
 * Two sides that take turns within one run on the same numbers; of every job the best round counts;
 * results are compared.
 */
final class Match {
  static final int CORES = 2;

  private static final double WARM_UP_SECONDS = 2;

  private final Peer peer;
  private final Path folder;
  private final Map<String, Double> onOneCore = new HashMap<>();

  /** Who meets whom in what. */
  interface Sides {
    /** Writes what both sides work on, before the Python side starts. */
    void write(Path folder) throws IOException;

    /** Holds the contests and returns the page that tells of them. */
    String report(Match match) throws IOException, InterruptedException, ExecutionException;
  }

  private Match(Peer peer, Path folder) {
    this.peer = peer;
    this.folder = folder;
  }

  /**
   * Holds a match, writes and prints the page, and ends the program: with 1 when a promise is
   * missed or results differ.
   *
   * @param args the Python interpreter, the Python side, the file for the page
   */
  static void run(Sides sides, String[] args)
      throws IOException, InterruptedException, ExecutionException {
    Path folder = Files.createTempDirectory("petrascope-side-by-side");
    boolean good;
    try {
      sides.write(folder);
      try (var peer = new Peer(List.of(args[0], "-B", args[1], folder.toString()), CORES)) {
        String report = sides.report(new Match(peer, folder));
        Files.writeString(Path.of(args[2]), report);
        System.out.print(report);
        good = !report.contains("MISSED") && !report.contains("DIFFERS");
      }
    } finally {
      Folders.delete(folder);
    }
    System.exit(good ? 0 : 1);
  }

  Peer peer() {
    return peer;
  }

  /** Where both sides leave files for each other. */
  Path folder() {
    return folder;
  }

  /** Our speed in a contest that was held, in millions of its units per second of one core. */
  double oneCore(Contest contest) {
    return Objects.requireNonNull(onOneCore.get(contest.name()));
  }

  /** How the numbers of a table came about. */
  static String rules(int rounds) {
    return """
    Speeds in millions a second by the clock; the best of %d rounds, the two sides taking turns in one
    run. The ratio per processor second, ours on one thread, is what other work on the machine leaves
    alone."""
        .formatted(rounds);
  }

  /** Holds the contests one after the other. */
  String table(List<Contest> contests, int rounds)
      throws IOException, InterruptedException, ExecutionException {
    var lines = new ArrayList<String>();
    for (Contest contest : contests) {
      lines.add(row(contest, rounds));
      System.err.println(lines.getLast());
    }
    return """
    | job | beside | theirs | ours, 1 thread | ours, %d threads | per processor second | ratio, 1 thread | ratio, %d threads | promised | largest difference |
    |---|---|---|---|---|---|---|---|---|---|
    %s
    """
        .formatted(CORES, CORES, String.join("\n", lines));
  }

  /** What it ran on. */
  String machine() throws IOException {
    return "Machine: %s, %d cores, %.1f processes ready to run on average when this ended. %s. Java %s."
        .formatted(
            Machine.processor(),
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            peer.ask("versions"),
            Runtime.version());
  }

  private String row(Contest contest, int rounds)
      throws IOException, InterruptedException, ExecutionException {
    Seconds theirs = Seconds.ENDLESS;
    Seconds alone = Seconds.ENDLESS;
    Seconds together = Seconds.ENDLESS;
    try (var one = new Workers(1);
        var all = new Workers(CORES)) {
      warmUp(contest, all);
      for (int round = 0; round < rounds; round++) {
        theirs = theirs.best(peer.time(contest.command()));
        alone = alone.best(one.time(contest.ourCount(), contest.job()));
        together = together.best(all.time(contest.ourCount(), contest.job()));
      }
    }
    peer.ask("save");
    double difference =
        largestDifference(contest.result().values(), Workload.read(folder.resolve("result")));
    double perRow = contest.unitsPerRow() / 1e6;
    double theirSpeed = contest.rivalCount() * perRow / theirs.clock();
    double aloneSpeed = contest.ourCount() * perRow / alone.clock();
    onOneCore.put(contest.name(), contest.ourCount() * perRow / alone.processor());
    double togetherSpeed = contest.ourCount() * perRow / together.clock();
    double ratio = togetherSpeed / theirSpeed;
    return "| %s | %s | %.3g %s | %.3g | %.3g | %.1f | %.1f | **%.1f**%s | %s | %.1e%s |"
        .formatted(
            contest.name(),
            contest.rival(),
            theirSpeed,
            contest.unit(),
            aloneSpeed,
            togetherSpeed,
            perProcessorSecond(contest, alone, theirs),
            aloneSpeed / theirSpeed,
            ratio,
            ratio < contest.least() ? " MISSED" : "",
            contest.promise(),
            difference,
            difference <= contest.tolerance() ? "" : " DIFFERS");
  }

  private static double perProcessorSecond(Contest contest, Seconds ours, Seconds theirs) {
    return (contest.ourCount() / ours.processor()) / (contest.rivalCount() / theirs.processor());
  }

  /** Until the compiler of the virtual machine has done its work. */
  private static void warmUp(Contest contest, Workers workers)
      throws InterruptedException, ExecutionException {
    double spent = 0;
    while (spent < WARM_UP_SECONDS) {
      spent += workers.time(contest.ourCount(), contest.job()).processor();
    }
  }

  private static double largestDifference(float[] ours, float[] theirs) {
    double largest = 0;
    for (int i = 0; i < theirs.length; i++) {
      largest = Math.max(largest, Math.abs((double) ours[i] - theirs[i]));
    }
    return largest;
  }
}
