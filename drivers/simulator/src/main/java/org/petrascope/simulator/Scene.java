package org.petrascope.simulator;

import org.petrascope.camera.BandTable;

/**
 * What lies under the camera: reflectance by line.
 *
 * <p>Deterministic: the same line always has the same reflectance. Called from one thread, in
 * rising line order within an acquisition; lines may be left out, and every acquisition may start
 * at line 0 again.
 */
public interface Scene {
  /** Lines from the beginning to the end of the scene, at least 1. */
  int lines();

  /** Samples of a line at full resolution of the sensor. */
  int samples();

  /** The bands of the sensor. */
  BandTable bands();

  /**
   * Fills the reflectance of one line (0 to {@code lines() - 1}) into {@code bil}, [bands]
   * [samples], finite and as a fraction: 1 is a perfect white.
   */
  void reflectance(int line, float[] bil);
}
