package org.petrascope.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.petrascope.kernels.ConstrainedLeastSquares;
import org.petrascope.kernels.ReflectanceLines;
import org.petrascope.kernels.SpectralAngle;

/**
 * Calibration, spectral angles and unmixing beside NumPy, Spectral Python and SciPy. Both sides
 * take turns within one run on the same numbers; of every job the best round counts; results are
 * compared.
 */
public final class SideBySide {
  private static final double WARM_UP_SECONDS = 3;
  private static final int ROUNDS = 9;
  private static final int CORES = 2;

  private SideBySide() {}

  /** Arguments: the Python interpreter, the Python side, the file for the table. */
  public static void main(String[] args) throws Exception {
    Path table = Path.of(args[2]);
    Path folder = Files.createTempDirectory("petrascope-side-by-side");
    try {
      var workload = new Workload();
      workload.write(folder);
      try (var peer = new Peer(List.of(args[0], args[1], folder.toString()))) {
        String report = report(contests(workload), peer, folder);
        Files.writeString(table, report);
        System.out.print(report);
        if (report.contains("MISSED") || report.contains("DIFFERS")) {
          System.exit(1);
        }
      }
    } finally {
      delete(folder);
    }
  }

  private static List<Contest> contests(Workload workload) {
    List<Contest> contests = new ArrayList<>(calibrations(workload));
    contests.add(angles(workload));
    contests.add(unmixing(workload));
    return contests;
  }

  private static List<Contest> calibrations(Workload w) {
    int values = Workload.SAMPLES * Workload.BANDS;
    float[] reflectance = new float[Workload.ROWS * Workload.BANDS];
    var lines = new ReflectanceLines(w.dark, w.gain, Workload.SAMPLES, Workload.BANDS);
    Workers.Job calibrate =
        (from, to) -> lines.compute(w.dn, from * values, to - from, reflectance, from * values);
    return List.of(
        calibration(
            "calibrate", "NumPy, panel * (dn - dark) / (white - dark)", calibrate, reflectance),
        calibration(
            "calibrate-gain", "NumPy, (dn - dark) * gain, gain once", calibrate, reflectance));
  }

  private static Contest calibration(
      String job, String rival, Workers.Job calibrate, float[] reflectance) {
    return new Contest(
        "calibrate, BIL to BIP",
        job,
        rival,
        Workload.LINES,
        Workload.LINES,
        Workload.SAMPLES * Workload.BANDS,
        "values",
        3,
        calibrate,
        () -> reflectance,
        1e-6);
  }

  private static Contest angles(Workload w) {
    float[] angles = new float[Workload.ROWS * Workload.REFERENCES];
    var angle = new SpectralAngle(w.references, Workload.BANDS);
    return new Contest(
        "spectral angle x 12",
        "angles",
        "Spectral Python, spectral_angles",
        Workload.ROWS,
        Workload.ROWS,
        Workload.REFERENCES,
        "angles",
        6,
        (from, to) -> angle.angles(w.reflectance, from, to, angles),
        () -> angles,
        1e-4); // Spectral Python keeps the lengths of float32 rows in float32.
  }

  private static Contest unmixing(Workload w) {
    float[] abundances = new float[Workload.ROWS * Workload.ENDMEMBERS];
    float[] rms = new float[Workload.ROWS];
    var unmixing = ConstrainedLeastSquares.fullyConstrained(w.endmembers(), Workload.BANDS);
    return new Contest(
        "FCLS x 5",
        "unmix",
        "SciPy, nnls with a heavy row for the sum, row by row",
        Workload.ROWS,
        Workload.NNLS_ROWS,
        1,
        "rows",
        15,
        (from, to) -> unmixing.solve(w.reflectance, from, to, abundances, rms),
        () -> abundances,
        1e-4);
  }

  private static String report(List<Contest> contests, Peer peer, Path folder)
      throws IOException, InterruptedException, ExecutionException {
    var lines = new ArrayList<String>();
    for (Contest contest : contests) {
      System.err.println(contest.name() + " beside " + contest.rival());
      lines.add(row(contest, peer, folder));
    }
    return """
    # Side by side

    Speeds in millions a second by the clock; the best of %d rounds, the two sides taking turns in one
    run. The ratio per processor second, one thread each, is what other work on the machine leaves alone.
    %d lines of %d samples and %d bands, 12 bits. The Python libraries work on one core; Petrascope is
    given one and %d. NumPy and Spectral Python allocate their results, as the expression a user writes
    does; Petrascope fills arrays it keeps.

    | job | beside | theirs | ours, 1 thread | ours, %d threads | per processor second | ratio, 1 thread | ratio, %d threads | promised | largest difference |
    |---|---|---|---|---|---|---|---|---|---|
    %s

    Machine: %s, %d cores, %.1f processes ready to run on average when this ended. %s. Java %s.
    """
        .formatted(
            ROUNDS,
            Workload.LINES,
            Workload.SAMPLES,
            Workload.BANDS,
            CORES,
            CORES,
            CORES,
            String.join("\n", lines),
            processor(),
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            peer.ask("versions"),
            Runtime.version());
  }

  private static String row(Contest contest, Peer peer, Path folder)
      throws IOException, InterruptedException, ExecutionException {
    Seconds theirs = Seconds.ENDLESS;
    Seconds alone = Seconds.ENDLESS;
    Seconds together = Seconds.ENDLESS;
    try (var one = new Workers(1);
        var all = new Workers(CORES)) {
      warmUp(contest, all);
      for (int round = 0; round < ROUNDS; round++) {
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
    double togetherSpeed = contest.ourCount() * perRow / together.clock();
    double ratio = togetherSpeed / theirSpeed;
    double perProcessorSecond =
        (contest.ourCount() / alone.processor()) / (contest.rivalCount() / theirs.processor());
    return "| %s | %s | %.3g %s | %.3g | %.3g | %.1f | %.1f | **%.1f**%s | %.0f | %.1e%s |"
        .formatted(
            contest.name(),
            contest.rival(),
            theirSpeed,
            contest.unit(),
            aloneSpeed,
            togetherSpeed,
            perProcessorSecond,
            aloneSpeed / theirSpeed,
            ratio,
            ratio < contest.least() ? " MISSED" : "",
            contest.least(),
            difference,
            difference <= contest.tolerance() ? "" : " DIFFERS");
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

  private static String processor() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unnamed processor");
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
