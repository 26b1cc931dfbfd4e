package org.petrascope.formats;

import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Seam;

/** Puts the spectra of a line of two cameras together, band after band. For one thread. */
final class JoinedLines {
  private final boolean ownShorter;
  private final int ownBands;
  private final int overBands;
  private final int shorterBands;
  private final int firstLonger;
  private final float[] over;
  private final float[] joined;

  /**
   * @param ownShorter whether the camera whose grid it is has the shorter wavelengths
   * @param own cube of that camera
   * @param other cube of the one that is laid over
   */
  JoinedLines(Seam seam, boolean ownShorter, CubeShape own, CubeShape other) {
    this.ownShorter = ownShorter;
    ownBands = own.bands();
    overBands = other.bands();
    shorterBands = seam.shorterBands();
    firstLonger = seam.firstLonger();
    over = new float[own.samples() * overBands];
    joined = new float[own.samples() * seam.wavelengths().count()];
  }

  /** The line of the camera laid over, to be filled, [sample][band]. */
  float[] over() {
    return over;
  }

  /** The line of both, good until the next one; own: lines of the camera whose grid it is. */
  float[] joined(float[] own, int line) {
    int samples = over.length / overBands;
    int bands = joined.length / samples;
    for (int sample = 0; sample < samples; sample++) {
      int inOwn = (line * samples + sample) * ownBands;
      int inOver = sample * overBands;
      int to = sample * bands;
      float[] shorter = ownShorter ? own : over;
      float[] longer = ownShorter ? over : own;
      int fromShorter = ownShorter ? inOwn : inOver;
      int fromLonger = (ownShorter ? inOver : inOwn) + firstLonger;
      System.arraycopy(shorter, fromShorter, joined, to, shorterBands);
      System.arraycopy(longer, fromLonger, joined, to + shorterBands, bands - shorterBands);
    }
    return joined;
  }
}
