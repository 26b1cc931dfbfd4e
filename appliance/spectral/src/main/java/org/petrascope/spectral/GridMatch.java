package org.petrascope.spectral;

/**
 * How two cameras' grids lie over each other, as found by {@link GridRegistration}.
 *
 * @param transform from a pixel of the reference's grid to the other's
 * @param residualPixels root mean square distance between where tiles of the picture were found and
 *     where the transform puts them, in pixels of the coarser camera
 * @param uncertaintyPixels standard error of the transform at the corner where it is largest
 * @param tiles tiles of the picture that were found within a pixel of it
 */
public record GridMatch(
    GridTransform transform, double residualPixels, double uncertaintyPixels, int tiles) {
  /** Scale, turn and offset in words. */
  public String sentence() {
    return "scale %.4f in lines and %.4f in samples, turned by %.3f degrees, first pixel at line %.2f, sample %.2f; %d tiles agree within %.2f pixels, the grid is known to %.2f"
        .formatted(
            transform.lineByLine(),
            transform.sampleBySample(),
            turnDegrees(),
            transform.line0(),
            transform.sample0(),
            tiles,
            residualPixels,
            uncertaintyPixels);
  }

  /** How far the other camera is turned: the mean of what both axes say. */
  public double turnDegrees() {
    double byLines = Math.atan2(transform.sampleByLine(), transform.lineByLine());
    double bySamples = Math.atan2(-transform.lineBySample(), transform.sampleBySample());
    return Math.toDegrees((byLines + bySamples) / 2);
  }
}
