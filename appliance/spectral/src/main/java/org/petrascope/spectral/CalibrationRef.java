package org.petrascope.spectral;

import java.util.List;

/**
 * What turned DN into reflectance.
 *
 * @param darkId id of the dark reference
 * @param whiteId id of the white reference
 * @param panel name of the panel's reflectance curve
 * @param unstated conditions that raw or references do not state and nobody could compare
 * @param maskedNm centres of the bands that were too noisy to be looked at
 */
public record CalibrationRef(
    String darkId, String whiteId, String panel, List<String> unstated, List<Double> maskedNm) {
  public CalibrationRef {
    unstated = List.copyOf(unstated);
    maskedNm = List.copyOf(maskedNm);
  }

  /** Without masked bands. */
  public CalibrationRef(String darkId, String whiteId, String panel, List<String> unstated) {
    this(darkId, whiteId, panel, unstated, List.of());
  }
}
