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
 * @param warnings why the references are to be used with care, one sentence each
 * @param retaken lines of the scan that come from other recordings than its first
 */
public record CalibrationRef(
    String darkId,
    String whiteId,
    String panel,
    List<String> unstated,
    List<Double> maskedNm,
    List<String> warnings,
    List<RetakenRef> retaken) {
  public CalibrationRef {
    unstated = List.copyOf(unstated);
    maskedNm = List.copyOf(maskedNm);
    warnings = List.copyOf(warnings);
    retaken = List.copyOf(retaken);
  }

  /** With good references, of lines that are all of one recording. */
  public CalibrationRef(
      String darkId, String whiteId, String panel, List<String> unstated, List<Double> maskedNm) {
    this(darkId, whiteId, panel, unstated, maskedNm, List.of(), List.of());
  }

  /** Without masked bands. */
  public CalibrationRef(String darkId, String whiteId, String panel, List<String> unstated) {
    this(darkId, whiteId, panel, unstated, List.of());
  }

  /** The same with why the references are to be used with care. */
  public CalibrationRef warning(List<String> sentences) {
    return new CalibrationRef(darkId, whiteId, panel, unstated, maskedNm, sentences, retaken);
  }

  /** The same for a scan some lines of which come from other recordings. */
  public CalibrationRef with(List<RetakenRef> lines) {
    return new CalibrationRef(darkId, whiteId, panel, unstated, maskedNm, warnings, lines);
  }
}
