package org.petrascope.spectral;

import java.util.List;

/**
 * Lines of a scan that were taken again, and what turned their DN into reflectance.
 *
 * @param recording header of the recording that holds them, from the scan's folder
 * @param lines of the scan, counted from 0, as ranges with both ends, such as {@code 51-54}
 * @param exposureMs exposure time in milliseconds
 * @param darkId id of the dark reference
 * @param whiteId id of the white reference
 * @param maskedNm centres of the bands that were too noisy to be looked at
 */
public record RetakenRef(
    String recording,
    List<String> lines,
    double exposureMs,
    String darkId,
    String whiteId,
    List<Double> maskedNm) {
  public RetakenRef {
    lines = List.copyOf(lines);
    maskedNm = List.copyOf(maskedNm);
  }
}
