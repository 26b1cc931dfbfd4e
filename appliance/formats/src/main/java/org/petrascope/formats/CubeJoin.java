package org.petrascope.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.GridMatch;
import org.petrascope.spectral.GridRegistration;
import org.petrascope.spectral.GridTransform;
import org.petrascope.spectral.Seam;
import org.petrascope.spectral.SeamStep;

/**
 * Joins reflectance cubes of one box from two cameras: the other's grid is found on the
 * reference's, resampled onto it, and the spectra are joined at a seam. Blocks of lines are read
 * twice, so that memory is that of a block and of a few pictures. For one thread.
 */
public final class CubeJoin {
  private final ReflectanceSource reference;
  private final ReflectanceSource other;
  private final Pair pair;
  private final boolean referenceShorter;
  private final Seam seam;

  /**
   * What to join; each file is named by its header or its data.
   *
   * @param reference the cube whose grid the result has
   * @param other the cube that is resampled onto it
   * @param seamNm where the spectra are joined; empty for {@link Seam}'s choice
   * @param matched whether the other's reflectance is multiplied so that the step becomes zero
   * @param out the header to write, ending in .hdr
   */
  public record Job(Path reference, Path other, OptionalDouble seamNm, boolean matched, Path out) {}

  /** The same for cubes that are open, whoever closes them. */
  public record Pair(
      ReflectanceSource reference,
      ReflectanceSource other,
      OptionalDouble seamNm,
      boolean matched) {}

  /**
   * What came of it.
   *
   * @param shape size of the joined cube
   * @param grid how the other's grid lies on the reference's
   * @param step how the cameras differ at the seam, before any gain
   * @param gain by which the other's reflectance was multiplied; 1 unless asked for
   * @param pixelsAlone pixels where the other camera has no measurement at the seam
   */
  public record Outcome(
      CubeShape shape,
      GridMatch grid,
      double seamNm,
      SeamStep step,
      double gain,
      long pixelsAlone,
      List<String> notes) {
    public Outcome {
      notes = List.copyOf(notes);
    }

    /** What somebody needs besides both cubes to make the same pixels again. */
    public JoinPlan plan() {
      return new JoinPlan(grid.transform(), seamNm, gain);
    }
  }

  private CubeJoin(Pair pair) {
    this.pair = pair;
    reference = pair.reference();
    other = pair.other();
    referenceShorter = JoinedCube.shorter(reference, other);
    seam = JoinedCube.seam(reference, other, pair.seamNm());
  }

  /**
   * Does the job; when it fails nothing is left behind.
   *
   * @param progress is told the lines of both cubes that are read, then those written
   */
  public static Outcome run(Job job, IntConsumer progress) {
    try (EnviReader reference = EnviReader.open(job.reference());
        EnviReader other = EnviReader.open(job.other())) {
      EnviFiles.requireOther(job.out(), List.of(reference.data(), other.data()), "join");
      Pair pair =
          new Pair(
              ReflectanceSource.stored(reference),
              ReflectanceSource.stored(other),
              job.seamNm(),
              job.matched());
      return run(pair, job.out(), progress);
    }
  }

  /**
   * The same for cubes that are open.
   *
   * @param out the header to write, ending in .hdr
   */
  public static Outcome run(Pair pair, Path out, IntConsumer progress) {
    CubeJoin join = new CubeJoin(pair);
    Outcome outcome = join.find(progress);
    DiskSpace.require("the joined cube", outcome.shape().values() * EnviType.FLOAT32.bytes(), out);
    int before = join.reference.shape().lines() + join.other.shape().lines();
    JoinedCube joined = new JoinedCube(join.reference, join.other, outcome.plan());
    try (EnviWriter writer = EnviWriter.create(out, join.header(outcome))) {
      write(joined, writer, done -> progress.accept(before + done));
    }
    return outcome;
  }

  /** What comes of it, without writing it. */
  public static Outcome find(Pair pair) {
    return new CubeJoin(pair).find(done -> {});
  }

  private Outcome find(IntConsumer progress) {
    List<Integer> below = seam.comparedShorter();
    List<Integer> above = seam.comparedLonger();
    CubePictures first = CubePictures.of(reference, referenceShorter ? below : above, progress);
    int read = reference.shape().lines();
    CubePictures second =
        CubePictures.of(
            other, referenceShorter ? above : below, done -> progress.accept(read + done));
    GridMatch grid = GridRegistration.between(first.structure(), second.structure());
    float[] laidOver = laidOver(second, grid.transform());
    SeamStep step =
        referenceShorter
            ? SeamStep.of(first.atSeam(), laidOver)
            : SeamStep.of(laidOver, first.atSeam());
    double ratio = 1 + step.relative();
    double gain = !pair.matched() ? 1 : referenceShorter ? 1 / ratio : ratio;
    CubeShape shape = new CubeShape(read, reference.shape().samples(), seam.wavelengths().count());
    List<String> notes = new ArrayList<>(reference.reader().notes());
    notes.addAll(other.reader().notes());
    return new Outcome(shape, grid, seam.nm(), step, gain, missing(laidOver), notes);
  }

  private static long missing(float[] picture) {
    long missing = 0;
    for (float value : picture) {
      missing += Float.isNaN(value) ? 1 : 0;
    }
    return missing;
  }

  private float[] laidOver(CubePictures second, GridTransform map) {
    CubeShape shape = other.shape();
    CubeShape picture = new CubeShape(shape.lines(), shape.samples(), 1);
    int samples = reference.shape().samples();
    float[] all = new float[Math.toIntExact(reference.shape().pixels())];
    float[] line = new float[samples];
    for (int i = 0; i < reference.shape().lines(); i++) {
      map.resample(second.atSeam(), 0, picture, i, line);
      System.arraycopy(line, 0, all, i * samples, samples);
    }
    return all;
  }

  private EnviHeader header(Outcome outcome) {
    GridMatch grid = outcome.grid();
    return EnviHeader.of(EnviLayout.of(outcome.shape(), Interleave.BIP, EnviType.FLOAT32))
        .withDescription(
            "Reflectance of %s with %s laid over it, joined at %.1f nm"
                .formatted(reference.name(), other.name(), seam.nm()))
        .with("reflectance scale factor", "1")
        .with("data ignore value", "NaN")
        .with(seam.wavelengths())
        .withBadBands(seam.badBands())
        .with("seam wavelength", number(seam.nm()))
        .with("seam step", number(outcome.step().relative()))
        .with("joined gain", number(outcome.gain()))
        .with("registration", grid.sentence())
        .with("registration transform", transform(grid.transform()))
        .with("registration residual", number(grid.residualPixels()));
  }

  private static String transform(GridTransform map) {
    return String.join(
        ", ", Arrays.stream(map.terms()).mapToObj(term -> String.valueOf(term)).toList());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static void write(JoinedCube joined, EnviWriter writer, IntConsumer progress) {
    int lines = joined.shape().lines();
    for (int line = 0; line < lines; line += joined.blockLines()) {
      int count = Math.min(joined.blockLines(), lines - line);
      writer.append(joined.lines(line, count), count);
      progress.accept(writer.lines());
    }
    writer.commit();
  }
}
