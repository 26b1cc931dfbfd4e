package org.petrascope.endtoend;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** A small table of spectra of kaolinite and calcite, mixed, two spectra a specimen. */
final class SpectraOfMixtures {
  /** The bands that tell the two apart, every 20 nm: nothing is left out of them, or said of it. */
  private static final double[] BANDS =
      DoubleStream.iterate(1320, nm -> nm <= 2440, nm -> nm + 20).toArray();

  private SpectraOfMixtures() {}

  /** CSV with columns id, specimen, mineral, kaolinite, calcite and one a wavelength. */
  static String csv(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder("id,specimen,mineral,kaolinite,calcite");
    DoubleStream.of(BANDS).forEach(nm -> text.append(',').append(nm));
    double kaolinite = 0;
    for (int row = 0; row < rows; row++) {
      kaolinite = row % 2 == 0 ? random.nextDouble() : kaolinite;
      String mineral = kaolinite > 0.5 ? "kaolinite" : "calcite";
      text.append("\ns%d,rock%d,%s".formatted(row, row / 2, mineral))
          .append(String.format(Locale.ROOT, ",%.4f,%.4f", kaolinite, 1 - kaolinite));
      double brightness = 0.4 + 0.4 * random.nextDouble();
      for (double nm : BANDS) {
        double noise = 0.002 * random.nextGaussian();
        double reflectance = brightness * (1 - depth(kaolinite, nm)) + noise;
        text.append(String.format(Locale.ROOT, ",%.5f", reflectance));
      }
    }
    return text.append('\n').toString();
  }

  private static double depth(double kaolinite, double nm) {
    return 0.5 * kaolinite * band(nm, 2205, 25)
        + 0.2 * kaolinite * band(nm, 1410, 20)
        + 0.5 * (1 - kaolinite) * band(nm, 2340, 35);
  }

  private static double band(double nm, double centreNm, double widthNm) {
    double away = (nm - centreNm) / widthNm;
    return Math.exp(-away * away / 2);
  }
}
