package org.petrascope.store;

import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.DepthIntervals;
import org.petrascope.spectral.SpectralException;

/**
 * A box that somebody wants scanned.
 *
 * @param depth of the whole box
 * @param template rows of core in the box
 * @param intervals of the downhole table
 * @param lines to take
 */
public record ScanRequest(
    String hole,
    String box,
    DepthInterval depth,
    BoxTemplate template,
    DepthIntervals intervals,
    int lines) {
  /** Beyond this a scan is longer than any box. */
  public static final int LINES_MAX = 100_000;

  public ScanRequest {
    DataFolder.encoded(hole);
    DataFolder.encoded(box);
    if (lines < 1 || lines > LINES_MAX) {
      throw new SpectralException(
          "a scan of %d lines is not possible: give 1 to %d".formatted(lines, LINES_MAX));
    }
  }

  /** Lines that cover a row of the box when the core moves so far from line to line. */
  public static int linesFor(DepthInterval depth, BoxTemplate template, double linePitchMm) {
    return (int) Math.ceil(depth.lengthM() * 1000 / template.rows().size() / linePitchMm);
  }
}
