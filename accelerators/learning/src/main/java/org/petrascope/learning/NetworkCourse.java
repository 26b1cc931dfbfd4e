package org.petrascope.learning;

/**
 * How a network is taught.
 *
 * @param epochs times every row is seen
 * @param stepsLeast steps at least: few rows are seen more times
 * @param stepsMost steps at most: many rows are seen fewer times, once at least
 * @param batch rows of a step
 * @param rate of learning at its highest; it falls to nothing as half a cosine
 * @param patience epochs without a better validation loss after which teaching stops
 * @param heldOut share of the rows, in whole groups, that only validate
 * @param dropped share of hidden units that a step leaves out
 * @param gain standard deviation of the factor a row is multiplied by
 * @param tilt standard deviation of the slope added to a row, its standard deviation being one
 * @param noise standard deviation of the noise added to a band, its standard deviation being one
 */
public record NetworkCourse(
    int epochs,
    int stepsLeast,
    int stepsMost,
    int batch,
    double rate,
    int patience,
    double heldOut,
    double dropped,
    double gain,
    double tilt,
    double noise) {
  /** For single spectra: a few seconds for some hundred rows of two hundred bands. */
  public static final NetworkCourse FOR_SPECTRA =
      new NetworkCourse(40, 500, 6000, 32, 3e-3, 30, 0.1, 0.2, 0.1, 0.05, 0.02);

  /** For patches, of which every row costs as much as its pixels. */
  public static final NetworkCourse FOR_PATCHES =
      new NetworkCourse(40, 400, 2000, 32, 3e-3, 30, 0.1, 0.2, 0.1, 0.05, 0.02);

  /** Epochs for rows that come in so many batches. */
  int epochs(int batches) {
    int least = Math.max(epochs, Math.ceilDiv(stepsLeast, batches));
    return Math.clamp(stepsMost / batches, 1, least);
  }
}
