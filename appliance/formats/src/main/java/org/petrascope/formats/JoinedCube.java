package org.petrascope.formats;

import java.util.OptionalDouble;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.GridTransform;
import org.petrascope.spectral.Seam;
import org.petrascope.spectral.Wavelengths;

/**
 * The lines of two cubes joined by a plan: the other's resampled onto the reference's grid, the
 * spectra put together at the seam. A line is the same whatever lines it is made together with. For
 * one thread.
 */
public final class JoinedCube {
  private final ReflectanceSource reference;
  private final ReflectanceSource other;
  private final boolean referenceShorter;
  private final Seam seam;
  private final JoinPlan plan;
  private final JoinedLines lines;

  /**
   * @param reference the cube whose grid the result has
   * @param other the cube that is resampled onto it
   */
  public JoinedCube(ReflectanceSource reference, ReflectanceSource other, JoinPlan plan) {
    this.reference = reference;
    this.other = other;
    this.plan = plan;
    referenceShorter = shorter(reference, other);
    seam = seam(reference, other, OptionalDouble.of(plan.seamNm()));
    lines = new JoinedLines(seam, referenceShorter, reference.shape(), other.shape());
  }

  static boolean shorter(ReflectanceSource reference, ReflectanceSource other) {
    return reference.wavelengths().firstNm() <= other.wavelengths().firstNm();
  }

  /** The seam asked for, or the usual one. */
  static Seam seam(ReflectanceSource reference, ReflectanceSource other, OptionalDouble askedNm) {
    boolean inOrder = shorter(reference, other);
    return Seam.of(side(inOrder ? reference : other), side(inOrder ? other : reference), askedNm);
  }

  private static Seam.Side side(ReflectanceSource source) {
    return new Seam.Side(source.wavelengths(), source.badBands());
  }

  public CubeShape shape() {
    CubeShape grid = reference.shape();
    return new CubeShape(grid.lines(), grid.samples(), wavelengths().count());
  }

  public Wavelengths wavelengths() {
    return seam.wavelengths();
  }

  /** Lines that make a block of a size that is read at once. */
  public int blockLines() {
    return Math.max(1, Math.min(reference.reader().blockLines(), other.reader().blockLines()));
  }

  /** Joined lines, [line][sample][band]. */
  public float[] lines(int first, int count) {
    float[] own = new float[count * reference.shape().lineValues()];
    reference.values(first, count, own);
    int from = neededFrom(first, count);
    CubeShape block = other.shape().withLines(neededTo(first, count) - from);
    float[] values = new float[Math.toIntExact(block.values())];
    other.values(from, block.lines(), values);
    scale(values, (float) plan.gain());
    int width = shape().lineValues();
    float[] joined = new float[count * width];
    for (int i = 0; i < count; i++) {
      plan.transform().resample(values, from, block, first + i, lines.over());
      System.arraycopy(lines.joined(own, i), 0, joined, i * width, width);
    }
    return joined;
  }

  private static void scale(float[] values, float gain) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= gain;
    }
  }

  // Lines of the other cube that these lines need, at least one.
  private int neededFrom(int line, int count) {
    GridTransform map = plan.transform();
    double least = Double.POSITIVE_INFINITY;
    for (int sample : new int[] {0, reference.shape().samples() - 1}) {
      least = Math.min(least, map.line(line, sample));
      least = Math.min(least, map.line(line + count - 1.0, sample));
    }
    return Math.clamp((long) Math.floor(least), 0, other.shape().lines() - 1);
  }

  private int neededTo(int line, int count) {
    GridTransform map = plan.transform();
    double most = Double.NEGATIVE_INFINITY;
    for (int sample : new int[] {0, reference.shape().samples() - 1}) {
      most = Math.max(most, map.line(line, sample));
      most = Math.max(most, map.line(line + count - 1.0, sample));
    }
    return Math.clamp(
        (long) Math.floor(most) + 2, neededFrom(line, count) + 1, other.shape().lines());
  }
}
