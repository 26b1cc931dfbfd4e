package org.petrascope.spectral;

import java.util.List;

/**
 * Reflectance spectra of known materials on one set of bands. Immutable. A band that was deleted
 * from a record holds NaN.
 */
public final class SpectralLibrary {
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
