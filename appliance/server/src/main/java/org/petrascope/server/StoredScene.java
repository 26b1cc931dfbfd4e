package org.petrascope.server;

import org.petrascope.formats.EnviReader;
import org.petrascope.laboratory.SceneLines;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Wavelengths;

/**
 * Reflectance of a stored scan, computed from its raw lines as they are asked for. For one thread.
 */
record StoredScene(String name, EnviReader raw, Calibration calibration) implements SceneLines {
  @Override
  public CubeShape shape() {
    return raw.shape();
  }

  @Override
  public Wavelengths wavelengths() {
    return calibration.wavelengths();
  }

  @Override
  public int blockLines() {
    return raw.blockLines();
  }

  @Override
  public void read(int firstLine, int lines, float[] bip) {
    calibration.reflectance(raw.raw(firstLine, lines), bip);
  }
}
