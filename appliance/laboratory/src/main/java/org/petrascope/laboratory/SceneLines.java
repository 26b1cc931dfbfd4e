package org.petrascope.laboratory;

import org.petrascope.formats.EnviReader;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Wavelengths;

/** Reflectance of a scan as it is read for patches: some lines at a time. For one thread. */
public interface SceneLines {
  /** What to call the scan in messages. */
  String name();

  /** Lines, samples and bands that can be read. */
  CubeShape shape();

  Wavelengths wavelengths();

  /** Lines that are read well at once. */
  int blockLines();

  /**
   * Reads lines.
   *
   * @param bip reflectance as a fraction, [line][sample][band]; NaN where there is none
   */
  void read(int firstLine, int lines, float[] bip);

  /** A reflectance cube in a file, without its bad bands. */
  static SceneLines of(EnviReader cube) {
    return new CubeScene(cube);
  }
}
