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
  private final Job job;
  private final EnviReader reference;
  private final EnviReader other;
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
  }

  private CubeJoin(Job job, EnviReader reference, EnviReader other) {
    this.job = job;
    this.reference = reference;
    this.other = other;
    referenceShorter =
        reference.requireWavelengths().firstNm() <= other.requireWavelengths().firstNm();
    EnviReader shorter = referenceShorter ? reference : other;
    EnviReader longer = referenceShorter ? other : reference;
    seam = Seam.of(side(shorter), side(longer), job.seamNm());
  }

  private static Seam.Side side(EnviReader reader) {
    return new Seam.Side(reader.requireWavelengths(), reader.header().badBands());
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
      return new CubeJoin(job, reference, other).run(progress);
    }
  }

  private Outcome run(IntConsumer progress) {
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
    double gain = !job.matched() ? 1 : referenceShorter ? 1 / ratio : ratio;
    int before = read + other.shape().lines();
    CubeShape shape = new CubeShape(read, reference.shape().samples(), seam.wavelengths().count());
    DiskSpace.require("the joined cube", shape.values() * EnviType.FLOAT32.bytes(), job.out());
    write(
        header(shape, grid, step, gain),
        grid.transform(),
        gain,
        done -> progress.accept(before + done));
    List<String> notes = new ArrayList<>(reference.notes());
    notes.addAll(other.notes());
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

  private EnviHeader header(CubeShape shape, GridMatch grid, SeamStep step, double gain) {
    return EnviHeader.of(EnviLayout.of(shape, Interleave.BIP, EnviType.FLOAT32))
        .withDescription(
            "Reflectance of %s with %s laid over it, joined at %.1f nm"
                .formatted(reference.data().getFileName(), other.data().getFileName(), seam.nm()))
        .with("reflectance scale factor", "1")
        .with("data ignore value", "NaN")
        .with(seam.wavelengths())
        .withBadBands(seam.badBands())
        .with("seam wavelength", number(seam.nm()))
        .with("seam step", number(step.relative()))
        .with("joined gain", number(gain))
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

  private void write(EnviHeader header, GridTransform map, double gain, IntConsumer progress) {
    CubeShape shape = reference.shape();
    int most = Math.max(1, Math.min(reference.blockLines(), other.blockLines()));
    JoinedLines lines = new JoinedLines(seam, referenceShorter, shape, other.shape());
    try (EnviWriter writer = EnviWriter.create(job.out(), header)) {
      for (int line = 0; line < shape.lines(); line += most) {
        int count = Math.min(most, shape.lines() - line);
        float[] own = new float[count * shape.lineValues()];
        reference.values(line, count, own);
        int from = neededFrom(map, line, count);
        CubeShape block = other.shape().withLines(neededTo(map, line, count) - from);
        float[] values = new float[Math.toIntExact(block.values())];
        other.values(from, block.lines(), values);
        scale(values, (float) gain);
        for (int i = 0; i < count; i++) {
          map.resample(values, from, block, line + i, lines.over());
          writer.append(lines.joined(own, i), 1);
        }
        progress.accept(writer.lines());
      }
      writer.commit();
    }
  }

  private static void scale(float[] values, float gain) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= gain;
    }
  }

  // Lines of the other cube that these lines need, at least one.
  private int neededFrom(GridTransform map, int line, int count) {
    double least = Double.POSITIVE_INFINITY;
    for (int sample : new int[] {0, reference.shape().samples() - 1}) {
      least = Math.min(least, map.line(line, sample));
      least = Math.min(least, map.line(line + count - 1.0, sample));
    }
    return Math.clamp((long) Math.floor(least), 0, other.shape().lines() - 1);
  }

  private int neededTo(GridTransform map, int line, int count) {
    double most = Double.NEGATIVE_INFINITY;
    for (int sample : new int[] {0, reference.shape().samples() - 1}) {
      most = Math.max(most, map.line(line, sample));
      most = Math.max(most, map.line(line + count - 1.0, sample));
    }
    int from = neededFrom(map, line, count);
    return Math.clamp((long) Math.floor(most) + 2, from + 1, other.shape().lines());
  }
}
