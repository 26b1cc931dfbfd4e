package org.petrascope.spectral;

import java.util.List;

/**
 * What core lies in, for libraries that hold rock alone: absorptions of the materials that trays
 * and dividers are made of, as Gaussians of absorbance over a flat continuum.
 *
 * @param label the name of the material in the dictionary
 * @param continuum reflectance where nothing absorbs
 */
record TrayMaterial(String label, double continuum, List<Absorption> absorptions) {
  /** A Gaussian of natural absorbance. */
  record Absorption(double centreNm, double sigmaNm, double absorbance) {}

  /**
   * Cellulose and lignin: O-H near 1490 and 2100 nm, C-H near 1725 and 2270 to 2340 nm (Curran
   * 1989, doi:10.1016/0034-4257(89)90069-2; Schwanninger et al. 2011, doi:10.1255/jnirs.955).
   */
  static final TrayMaterial WOOD =
      new TrayMaterial(
          "Wood",
          0.65,
          List.of(
              new Absorption(1450, 40, 0.2),
              new Absorption(1490, 35, 0.25),
              new Absorption(1580, 60, 0.25),
              new Absorption(1725, 45, 0.1),
              new Absorption(1790, 40, 0.1),
              new Absorption(1930, 45, 0.4),
              new Absorption(2100, 75, 0.4),
              new Absorption(2272, 25, 0.15),
              new Absorption(2335, 35, 0.2),
              new Absorption(2490, 35, 0.25)));

  /**
   * Polyethylene: C-H overtones near 1730 and 1765 nm and combinations near 2310 and 2350 nm
   * (Garaba and Dierssen 2018, doi:10.1016/j.rse.2017.11.023).
   */
  static final TrayMaterial PLASTIC =
      new TrayMaterial(
          "Plastic",
          0.5,
          List.of(
              new Absorption(1210, 18, 0.05),
              new Absorption(1395, 15, 0.02),
              new Absorption(1416, 15, 0.02),
              new Absorption(1730, 12, 0.14),
              new Absorption(1764, 12, 0.09),
              new Absorption(1810, 30, 0.04),
              new Absorption(2285, 14, 0.06),
              new Absorption(2310, 9, 0.37),
              new Absorption(2348, 11, 0.22),
              new Absorption(2385, 22, 0.12),
              new Absorption(2430, 35, 0.17)));

  static final List<TrayMaterial> ALL = List.of(WOOD, PLASTIC);

  TrayMaterial {
    absorptions = List.copyOf(absorptions);
  }

  /** A library of this material alone. */
  SpectralLibrary on(Wavelengths wavelengths) {
    float[] reflectance = new float[wavelengths.count()];
    for (int band = 0; band < reflectance.length; band++) {
      double absorbance = 0;
      for (Absorption absorption : absorptions) {
        double away = (wavelengths.centreNm(band) - absorption.centreNm()) / absorption.sigmaNm();
        absorbance += absorption.absorbance() * Math.exp(-away * away / 2);
      }
      reflectance[band] = (float) (continuum * Math.exp(-absorbance));
    }
    return SpectralLibrary.of(
        "tray materials", wavelengths, List.of(label + ", built in"), new float[][] {reflectance});
  }
}
