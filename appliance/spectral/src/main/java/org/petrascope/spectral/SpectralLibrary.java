package org.petrascope.spectral;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Reflectance spectra of known materials on one set of bands. Immutable. A band that was deleted
 * from a record holds NaN.
 */
public final class SpectralLibrary {
  /** Bands of two detectors nearer than this are one wavelength for us. */
  private static final double SAME_BAND_NM = 0.05;

  private final String name;
  private final Wavelengths wavelengths;
  private final List<String> records;
  private final float[][] reflectance;

  private SpectralLibrary(
      String name, Wavelengths wavelengths, List<String> records, float[][] reflectance) {
    this.name = name;
    this.wavelengths = wavelengths;
    this.records = records;
    this.reflectance = reflectance;
  }

  /** Copies the spectra: one row a record, one value a band, NaN where there is none. */
  public static SpectralLibrary of(
      String name, Wavelengths wavelengths, List<String> records, float[][] reflectance) {
    if (records.isEmpty() || records.size() != reflectance.length) {
      throw new SpectralException(
          "library %s: %d record names and %d spectra; both must be equal and not zero"
              .formatted(name, records.size(), reflectance.length));
    }
    float[][] copies = new float[reflectance.length][];
    for (int record = 0; record < copies.length; record++) {
      if (reflectance[record].length != wavelengths.count()) {
        throw new SpectralException(
            "library %s: record '%s' has %d values for %d bands"
                .formatted(
                    name, records.get(record), reflectance[record].length, wavelengths.count()));
      }
      copies[record] = reflectance[record].clone();
    }
    return new SpectralLibrary(name, wavelengths, List.copyOf(records), copies);
  }

  /**
   * A library whose bands come in the order of its detectors, whose ranges may overlap (AVIRIS
   * does): they are sorted, and a wavelength that two detectors share keeps the first.
   *
   * @param centres band centres in nm, in any order
   * @param fwhms widths in nm; empty when nobody stated them
   */
  public static SpectralLibrary ofDetectors(
      String name, double[] centres, double[] fwhms, List<String> records, float[][] reflectance) {
    Integer[] order = new Integer[centres.length];
    Arrays.setAll(order, band -> band);
    Arrays.sort(order, Comparator.comparingDouble(band -> centres[band]));
    int[] kept = new int[order.length];
    int count = 0;
    for (int band : order) {
      if (count == 0 || centres[band] - centres[kept[count - 1]] > SAME_BAND_NM) {
        kept[count++] = band;
      }
    }
    int[] bands = Arrays.copyOf(kept, count);
    double[] sortedCentres = pick(centres, bands);
    Wavelengths wavelengths =
        fwhms.length == 0
            ? Wavelengths.ofNanometres(sortedCentres)
            : Wavelengths.ofNanometres(sortedCentres, pick(fwhms, bands));
    float[][] sorted = new float[reflectance.length][];
    for (int record = 0; record < sorted.length; record++) {
      sorted[record] = pick(reflectance[record], bands);
    }
    return of(name, wavelengths, records, sorted);
  }

  private static double[] pick(double[] values, int[] at) {
    double[] picked = new double[at.length];
    Arrays.setAll(picked, i -> values[at[i]]);
    return picked;
  }

  private static float[] pick(float[] values, int[] at) {
    float[] picked = new float[at.length];
    for (int i = 0; i < at.length; i++) {
      picked[i] = values[at[i]];
    }
    return picked;
  }

  public String name() {
    return name;
  }

  public Wavelengths wavelengths() {
    return wavelengths;
  }

  public int size() {
    return records.size();
  }

  public List<String> records() {
    return records;
  }

  public String record(int index) {
    return records.get(index);
  }

  /** A copy of one record's spectrum. */
  public float[] reflectance(int index) {
    return reflectance[index].clone();
  }

  /** The records at these places, in this order. */
  public SpectralLibrary subset(int... indices) {
    float[][] spectra = new float[indices.length][];
    String[] names = new String[indices.length];
    for (int i = 0; i < indices.length; i++) {
      spectra[i] = reflectance[indices[i]];
      names[i] = records.get(indices[i]);
    }
    return of(name, wavelengths, List.of(names), spectra);
  }

  @Override
  public String toString() {
    return "library %s: %d records, %s".formatted(name, size(), wavelengths);
  }
}
