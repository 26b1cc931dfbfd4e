package org.petrascope.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A station at the full rate of a camera for a long time: lines over GigE Vision from a simulated
 * camera in a process of its own, raw to disk, calibration, minerals, products, checksums. No line
 * may be lost and memory must not grow, without packet loss and with it.
 */
public final class Soak {
  /** A box of this length takes 8 GB of disk. */
  private static final double BOX_SECONDS_MAX = 45;

  private static final double RATE_REACHED = 0.99;

  /** What of the heap lives may differ by so much from the first box to the last. */
  private static final long HEAP_GROWTH_MAX = 32L << 20;

  private static final double MB = 1e6;
  private static final double GB = 1e9;

  private final double minutes;
  private final int boxes;
  private final int lines;

  private Soak(double minutes) {
    this.minutes = minutes;
    this.boxes = (int) Math.ceil(minutes * 60 / BOX_SECONDS_MAX);
    this.lines = (int) Math.ceil(minutes * 60 * SoakStation.RATE_HZ / boxes);
  }

  /** Arguments: the file for the table, the folder for the data, minutes, packet losses. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    Soak soak = new Soak(Double.parseDouble(args[2]));
    List<SoakRun.Figures> runs = new ArrayList<>();
    for (String loss : Arrays.asList(args).subList(3, args.length)) {
      System.err.printf("%s minutes, packet loss %s%n", args[2], loss);
      runs.add(soak.run(folder, Double.parseDouble(loss)));
    }
    String report = soak.report(runs);
    Path table = Path.of(args[0]);
    Files.createDirectories(table.toAbsolutePath().getParent());
    Files.writeString(table, report);
    System.out.print(report);
    System.exit(runs.stream().allMatch(soak::isGood) ? 0 : 1);
  }

  private SoakRun.Figures run(Path folder, double loss) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path data = Files.createTempDirectory(folder, "soak");
    try {
      return new SoakRun(data, loss).run(boxes, lines);
    } finally {
      Folders.delete(data);
    }
  }

  private String report(List<SoakRun.Figures> runs) throws IOException {
    String losses =
        String.join(" ", runs.stream().map(run -> "--loss " + plain(run.loss())).toList());
    return """
        # Soak

        `tests/benchmarks/soak --minutes %s %s`

        640 samples x 224 bands, %s, %.0f lines/s for %s minutes from a simulated camera in a process of its own over
        loopback, both on this machine: raw lines to disk, calibration, minerals by spectral angle (12 records), products and
        checksums, by the station of `petrascope serve`. One scan cannot be that long (100 000 lines at most, and its raw file would
        fill the disk): boxes follow one another, here %d of %d lines. The minutes are those in which lines came. The files of a box are
        compared with the checksums of its scan and deleted before the next box begins. Machine: %s, %d cores, %.1f
        processes ready to run on average when this ended. Java %s.

        | quantity |%s
        |---|%s
        %s"""
        .formatted(
            plain(minutes),
            losses,
            SoakStation.FORMAT.genicamName(),
            SoakStation.RATE_HZ,
            plain(minutes),
            boxes,
            lines,
            Machine.processor(),
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            Runtime.version(),
            cells(runs, run -> "packet loss %s %%".formatted(plain(100 * run.loss()))),
            "---|".repeat(runs.size()),
            String.join("", rows(runs)));
  }

  private List<String> rows(List<SoakRun.Figures> runs) {
    List<String> rows = new ArrayList<>();
    rows.addAll(lineRows(runs));
    rows.addAll(paceRows(runs));
    rows.addAll(memoryRows(runs));
    rows.add(row("verdict", runs, this::verdict));
    return rows;
  }

  private static List<String> lineRows(List<SoakRun.Figures> runs) {
    return List.of(
        row("lines sent", runs, run -> "%d".formatted(run.sent().frames())),
        row(
            "of these after the last line of a box was in",
            runs,
            run -> "%d".formatted(run.sent().frames() - run.received() - run.lost())),
        row("lines received whole", runs, run -> "%d".formatted(run.received())),
        row("lines lost", runs, run -> "%d".formatted(run.lost())),
        row("packets sent", runs, run -> "%d".formatted(run.sent().packets())),
        row("packets dropped on the way", runs, run -> "%d".formatted(run.sent().dropped())),
        row("packets sent again", runs, run -> "%d".formatted(run.sent().resent())),
        row("frames the simulator sent late", runs, run -> "%d".formatted(run.sent().late())),
        row("path", runs, SoakRun.Figures::transport),
        row(
            "raw and products, verified and deleted",
            runs,
            run -> "%.1f GB".formatted(run.verifiedBytes() / GB)));
  }

  private static List<String> paceRows(List<SoakRun.Figures> runs) {
    return List.of(
        row("rate while lines came", runs, run -> "%.1f lines/s".formatted(rateHz(run))),
        row(
            "lag of the minerals at most",
            runs,
            run ->
                "%d lines, %.0f mm of core"
                    .formatted(run.watched().lagMax(), run.watched().lagMaxMm())),
        row(
            "from a box's last line to its last product, at most",
            runs,
            run -> "%.1f s".formatted(run.finishingMax())),
        row("processor, station", runs, run -> share(run, run.watched().captured().ours())),
        row("processor, simulator", runs, run -> share(run, run.watched().captured().simulators())),
        row(
            "collections of garbage",
            runs,
            run -> share(run, run.watched().captured().collections())),
        row(
            "allocated on the heap",
            runs,
            run ->
                "%.1f MB/s"
                    .formatted(
                        run.watched().captured().allocated()
                            / run.watched().captured().seconds()
                            / MB)));
  }

  private static List<String> memoryRows(List<SoakRun.Figures> runs) {
    return List.of(
        row(
            "heap after a collection: before, after the first box, in the middle, at the end",
            runs,
            run -> stages(run.heaps())),
        row("memory of the process, at the same times", runs, run -> stages(run.residents())),
        row(
            "memory of the process at most, since the first run began",
            runs,
            run -> "%.0f MB".formatted(run.watched().residentMax() / MB)),
        row("disk in use at most", runs, run -> "%.1f GB".formatted(run.watched().diskMax() / GB)));
  }

  private static String stages(List<Long> bytes) {
    int last = bytes.size() - 1;
    return String.join(
            " / ",
            List.of(bytes.getFirst(), bytes.get(1), bytes.get((last + 1) / 2), bytes.get(last))
                .stream()
                .map(b -> "%.0f".formatted(b / MB))
                .toList())
        + " MB";
  }

  private static String share(SoakRun.Figures run, double seconds) {
    return "%.1f %% of one core".formatted(100 * seconds / run.watched().captured().seconds());
  }

  private static double rateHz(SoakRun.Figures run) {
    return (run.received() + run.lost()) / run.watched().captured().seconds();
  }

  private boolean isGood(SoakRun.Figures run) {
    return run.failure().isEmpty() && isWhole(run) && isSteady(run);
  }

  private boolean isWhole(SoakRun.Figures run) {
    return run.lost() == 0 && run.received() == (long) boxes * lines;
  }

  private static boolean isSteady(SoakRun.Figures run) {
    return run.heaps().getLast() - run.heaps().get(1) < HEAP_GROWTH_MAX;
  }

  private String verdict(SoakRun.Figures run) {
    if (!run.failure().isEmpty()) {
      return "FAILED: " + run.failure();
    }
    if (!isWhole(run)) {
      return "LINES ARE MISSING";
    }
    if (!isSteady(run)) {
      return "MEMORY GROWS";
    }
    return rateHz(run) < RATE_REACHED * SoakStation.RATE_HZ
        ? "every line is there, memory is steady, but the machine was too busy to reach the rate"
        : "every line is there, memory is steady";
  }

  private static String row(
      String quantity, List<SoakRun.Figures> runs, Function<SoakRun.Figures, String> value) {
    return "| " + quantity + " |" + cells(runs, value) + "\n";
  }

  private static String cells(List<SoakRun.Figures> runs, Function<SoakRun.Figures, String> value) {
    return String.join("", runs.stream().map(run -> " " + value.apply(run) + " |").toList());
  }

  private static String plain(double number) {
    return String.format(Locale.ROOT, "%s", number).replaceAll("\\.0$", "");
  }
}
