package org.petrascope.spectral;

import org.petrascope.kernels.Affine;

/**
 * Where a pixel of one camera's grid lies in another's: {@code line' = line0 + lineByLine line +
 * lineBySample sample}, {@code sample' = sample0 + sampleByLine line + sampleBySample sample}, in
 * pixels from the centre of the first pixel. Lines and samples scale independently, since the line
 * rate sets one and the optics the other.
 */
public record GridTransform(
    double line0,
    double lineByLine,
    double lineBySample,
    double sample0,
    double sampleByLine,
    double sampleBySample) {
  private static final GridTransform IDENTITY = new GridTransform(0, 1, 0, 0, 0, 1);

  public static GridTransform identity() {
    return IDENTITY;
  }

  /** From a grid to the same one with pixels so many times as large, edges in common. */
  static GridTransform coarser(double factorLines, double factorSamples) {
    return new GridTransform(
        (1 / factorLines - 1) / 2,
        1 / factorLines,
        0,
        (1 / factorSamples - 1) / 2,
        0,
        1 / factorSamples);
  }

  static GridTransform ofTerms(double[] terms) {
    return new GridTransform(terms[0], terms[1], terms[2], terms[3], terms[4], terms[5]);
  }

  /** The six terms in the order of the record. */
  public double[] terms() {
    return new double[] {line0, lineByLine, lineBySample, sample0, sampleByLine, sampleBySample};
  }

  public double line(double line, double sample) {
    return line0 + lineByLine * line + lineBySample * sample;
  }

  public double sample(double line, double sample) {
    return sample0 + sampleByLine * line + sampleBySample * sample;
  }

  /** This one first, then the other. */
  public GridTransform then(GridTransform next) {
    return new GridTransform(
        next.line(line0, sample0),
        next.lineByLine * lineByLine + next.lineBySample * sampleByLine,
        next.lineByLine * lineBySample + next.lineBySample * sampleBySample,
        next.sample(line0, sample0),
        next.sampleByLine * lineByLine + next.sampleBySample * sampleByLine,
        next.sampleByLine * lineBySample + next.sampleBySample * sampleBySample);
  }

  /** The way back. */
  public GridTransform inverse() {
    double determinant = lineByLine * sampleBySample - lineBySample * sampleByLine;
    double ll = sampleBySample / determinant;
    double ls = -lineBySample / determinant;
    double sl = -sampleByLine / determinant;
    double ss = lineByLine / determinant;
    return new GridTransform(
        -ll * line0 - ls * sample0, ll, ls, -sl * line0 - ss * sample0, sl, ss);
  }

  /**
   * One line of this grid's, filled from the other's by bilinear interpolation; NaN where a
   * neighbour that counts is NaN or is not in the block.
   *
   * @param bip values of the other grid, [line][sample][band], whose first line is firstLine
   * @param shape of that block
   * @param out [sample][band]
   */
  public void resample(float[] bip, int firstLine, CubeShape shape, int line, float[] out) {
    Affine.bilinearLine(
        bip, firstLine, shape.lines(), shape.samples(), shape.bands(), terms(), line, out);
  }

  /** Largest distance in pixels between what the two say over a grid of lines x samples. */
  public double farthest(GridTransform other, int lines, int samples) {
    double farthest = 0;
    // The difference is linear in the place, so that it is largest at a corner.
    for (double line = 0; line <= lines - 1; line += Math.max(1, lines - 1)) {
      for (double sample = 0; sample <= samples - 1; sample += Math.max(1, samples - 1)) {
        double distance =
            Math.hypot(
                line(line, sample) - other.line(line, sample),
                sample(line, sample) - other.sample(line, sample));
        farthest = Math.max(farthest, distance);
      }
    }
    return farthest;
  }
}
