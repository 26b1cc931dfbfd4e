package org.petrascope.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.petrascope.kernels.ConstrainedLeastSquares;
import org.petrascope.kernels.ReflectanceLines;
import org.petrascope.kernels.SpectralAngle;

/** Calibration, spectral angles and unmixing beside NumPy, Spectral Python and SciPy. */
public final class SideBySide implements Match.Sides {
  private static final int ROUNDS = 9;

  /** A camera of 640 samples x 224 bands at 527 lines/s, as its maker states it. */
  private static final double FX17E_VALUES = 337e3 * Workload.BANDS;

  private static final int FX17E_TIMES = 3;

  private final Workload workload = new Workload();

  private SideBySide() {}

  /** Arguments: the Python interpreter, the Python side, the file for the table. */
  public static void main(String[] args) throws Exception {
    Match.run(new SideBySide(), args);
  }

  @Override
  public void write(Path folder) throws IOException {
    workload.write(folder);
  }

  @Override
  public String report(Match match) throws IOException, InterruptedException, ExecutionException {
    List<Contest> contests = new ArrayList<>(calibrations(workload));
    contests.add(angles(workload));
    contests.add(unmixing(workload));
    List<Contest> frames = new ArrayList<>();
    for (Frames.Format format : Frames.Format.values()) {
      frames.add(frames(workload, format));
    }
    contests.addAll(frames);
    return """
    # Side by side

    %s
    %d lines of %d samples and %d bands, 12 bits. The Python libraries work on one core; Petrascope is
    given one and %d. NumPy and Spectral Python allocate their results, as the expression a user writes
    does; Petrascope fills arrays it keeps.

    %s
    %s\
    """
        .formatted(
            Match.rules(ROUNDS),
            Workload.LINES,
            Workload.SAMPLES,
            Workload.BANDS,
            Match.CORES,
            match.table(contests, ROUNDS),
            onOneCore(frames, match));
  }

  private String onOneCore(List<Contest> frames, Match match)
      throws IOException, InterruptedException, ExecutionException {
    return """
    ## From the camera's bytes to reflectance, on one core

    Frames are unpacked and calibrated line by line; the result is float32 BIP, and what is saturated and how
    bright each sample is, is found on the way, which NumPy is not asked for. An FX17e takes 337 000 pixels/s of 224 bands, which is %.1f million values/s.

    | pixel format | million values per processor second | times an FX17e | promised |
    |---|---|---|---|
    %s

    ## What a value costs, on one core

    Bytes that are read and written of every value; the references, 8 bytes a value, stay in the caches.

    | work | ns a value | bytes a value | GB/s |
    |---|---|---|---|
    %s

    %s
    """
        .formatted(
            FX17E_VALUES / 1e6,
            String.join("\n", frames.stream().map(contest -> pace(contest, match)).toList()),
            new Passes(workload).table(),
            match.machine());
  }

  private static String pace(Contest contest, Match match) {
    double speed = match.oneCore(contest);
    double times = speed * 1e6 / FX17E_VALUES;
    return "| %s | %.0f | **%.1f**%s | %d |"
        .formatted(contest.name(), speed, times, times < FX17E_TIMES ? " MISSED" : "", FX17E_TIMES);
  }

  private static Contest frames(Workload w, Frames.Format format) {
    Frames frames = new Frames(format, w);
    float[] reflectance = new float[Workload.ROWS * Workload.BANDS];
    var lines = new ReflectanceLines(w.dark, w.gain, Workload.SAMPLES, Workload.BANDS);
    return new Contest(
        "unpack and calibrate " + format.label(),
        format.command(),
        "NumPy, line by line into arrays it keeps, gain once",
        Workload.LINES,
        Workload.LINES,
        Workload.SAMPLES * Workload.BANDS,
        "values",
        format.least(),
        (from, to) -> frames.calibrate(lines, from, to, reflectance),
        () -> reflectance,
        1e-6);
  }

  private static List<Contest> calibrations(Workload w) {
    float[] reflectance = new float[Workload.ROWS * Workload.BANDS];
    var lines = new ReflectanceLines(w.dark, w.gain, Workload.SAMPLES, Workload.BANDS);
    Workers.Job calibrate = (from, to) -> w.calibrate(lines, from, to, reflectance);
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
}
