package org.petrascope.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * Spectra of mixtures of kaolinite, calcite and quartz as tests need them: absorptions over a
 * bright background with noise, two spectra a specimen. Quartz has none of its own in this range;
 * it comes with what absorbs at 1750 nm.
 */
final class RockTable {
  static final List<String> MINERALS = List.of("kaolinite", "calcite", "quartz");
  private static final double NOISE = 0.002;

  private final double[] centresNm;
  private final List<double[]> fractions = new ArrayList<>();
  private final List<double[]> spectra = new ArrayList<>();

  private RockTable(double[] centresNm) {
    this.centresNm = centresNm;
  }

  static double[] bands(double fromNm, double toNm, double stepNm) {
    return DoubleStream.iterate(fromNm, nm -> nm <= toNm, nm -> nm + stepNm).toArray();
  }

  static RockTable of(int rows, long seed, double... centresNm) {
    return of(rows, 2, new SplittableRandom(seed), centresNm);
  }

  /** So many specimens of so many spectra each. */
  static RockTable ofSpecimens(int specimens, int spectra, long seed, double... centresNm) {
    return of(specimens * spectra, spectra, new SplittableRandom(seed), centresNm);
  }

  private static RockTable of(
      int rows, int ofSpecimen, SplittableRandom random, double... centresNm) {
    RockTable table = new RockTable(centresNm);
    double[] mixture = {};
    for (int row = 0; row < rows; row++) {
      mixture = row % ofSpecimen == 0 ? mixture(random) : mixture;
      table.fractions.add(mixture);
      table.spectra.add(table.spectrum(mixture, random));
    }
    return table;
  }

  private static double[] mixture(SplittableRandom random) {
    double[] parts = random.doubles(3, 0.02, 1).map(v -> v * v).toArray();
    double sum = DoubleStream.of(parts).sum();
    return DoubleStream.of(parts).map(part -> part / sum).toArray();
  }

  private double[] spectrum(double[] mixture, SplittableRandom random) {
    double brightness = 0.4 + 0.4 * random.nextDouble();
    return DoubleStream.of(centresNm)
        .map(
            nm ->
                brightness
                        * (1
                            - 0.5 * mixture[0] * band(nm, 2205, 25)
                            - 0.5 * mixture[1] * band(nm, 2340, 35)
                            - 0.2 * mixture[0] * band(nm, 1410, 20)
                            - 0.4 * mixture[2] * band(nm, 1750, 30))
                    + NOISE * random.nextGaussian())
        .toArray();
  }

  private static double band(double nm, double centre, double width) {
    return Math.exp(-Math.pow((nm - centre) / width, 2) / 2);
  }

  /** The strongest mineral of a row. */
  String label(int row) {
    double[] parts = fractions.get(row);
    int best = 0;
    for (int i = 1; i < parts.length; i++) {
      best = parts[i] > parts[best] ? i : best;
    }
    return MINERALS.get(best);
  }

  float[] bip() {
    float[] bip = new float[spectra.size() * centresNm.length];
    for (int i = 0; i < bip.length; i++) {
      bip[i] = (float) spectra.get(i / centresNm.length)[i % centresNm.length];
    }
    return bip;
  }

  double fraction(int row, int mineral) {
    return fractions.get(row)[mineral];
  }

  /** The table as CSV with fractions of the minerals, the class and the specimen. */
  String csv() {
    StringBuilder text = new StringBuilder("id,specimen,mineral,");
    text.append(String.join(",", MINERALS));
    DoubleStream.of(centresNm).forEach(nm -> text.append(",").append(nm));
    for (int row = 0; row < spectra.size(); row++) {
      text.append("\ns%d,rock%d,%s".formatted(row, row / 2, label(row)));
      append(text, fractions.get(row));
      append(text, spectra.get(row));
    }
    return text.append('\n').toString();
  }

  /** The classes alone, one row a spectrum. */
  String labels() {
    StringBuilder text = new StringBuilder("id,mineral\n");
    for (int row = 0; row < spectra.size(); row++) {
      text.append("s%d,%s\n".formatted(row, label(row)));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, double[] values) {
    for (double value : values) {
      text.append(String.format(Locale.ROOT, ",%.6f", value));
    }
  }
}
