package org.petrascope.scan;

import java.util.Arrays;
import java.util.List;
import org.petrascope.spectral.Panel;

/**
 * What a scan's products were made with besides its own files, so that they can be made again.
 *
 * @param panelNm wavelengths of the white panel's certificate
 * @param panelReflectance fraction at each of them
 * @param snrMin bands of a lower signal-to-noise ratio were masked
 * @param modelSha256 of the model's list of checksums; empty where minerals are told by a library,
 *     whose version is its checksum
 */
record Recipe(
    String panel,
    List<Double> panelNm,
    List<Double> panelReflectance,
    double snrMin,
    String modelSha256) {
  Recipe {
    panelNm = List.copyOf(panelNm);
    panelReflectance = List.copyOf(panelReflectance);
  }

  static Recipe of(Panel panel, double snrMin, String modelSha256) {
    return new Recipe(panel.name(), list(panel.nm()), list(panel.fractions()), snrMin, modelSha256);
  }

  private static List<Double> list(double... values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** The white panel as it was. */
  Panel white() {
    return Panel.certified(panel, array(panelNm), array(panelReflectance));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
