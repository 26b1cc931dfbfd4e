package org.petrascope.scenes;

import org.petrascope.camera.BandTable;

/**
 * For which camera a scene is made, and with which chance.
 *
 * @param samples samples of a line of the camera
 * @param bands the camera's bands
 * @param seed every texture follows from it; the built-in box also its geology
 * @param lines lines of the built-in box; other scenes are as long as their data
 */
public record SceneOptions(int samples, BandTable bands, long seed, int lines) {
  /** Lines of the built-in box when nobody says otherwise. */
  public static final int LINES_DEFAULT = 900;

  /** The box that nobody chose a seed for. */
  public static final long SEED_DEFAULT = 1;

  private static final int LINES_MAX = 100_000;

  public SceneOptions {
    if (samples < 1 || samples > 65_536) {
      throw new IllegalArgumentException(
          "a scene of %d samples is not possible: use 1 to 65536".formatted(samples));
    }
    if (lines < 1 || lines > LINES_MAX) {
      throw new IllegalArgumentException(
          "a scene of %d lines is not possible: use 1 to %d".formatted(lines, LINES_MAX));
    }
  }

  public static SceneOptions of(int samples, BandTable bands) {
    return new SceneOptions(samples, bands, SEED_DEFAULT, LINES_DEFAULT);
  }

  public SceneOptions withSeed(long seed) {
    return new SceneOptions(samples, bands, seed, lines);
  }

  public SceneOptions withLines(int lines) {
    return new SceneOptions(samples, bands, seed, lines);
  }
}
