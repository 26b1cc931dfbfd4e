package org.petrascope.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Wavelengths;

/**
 * Reads spectral libraries: ENVI (.sli with its header) and tables of spectra (CSV). Deleted points
 * become NaN, bands of overlapping detectors are sorted.
 */
public final class SpectralLibraries {
  private SpectralLibraries() {}

  /** Reads a library of either kind. */
  public static SpectralLibrary read(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    return name.toLowerCase(Locale.ROOT).matches(".*\\.(csv|txt)")
        ? ofTable(SpectraTable.read(file))
        : ofEnvi(file);
  }

  /** The spectra of a table as a library; records are named by the ids. */
  public static SpectralLibrary ofTable(SpectraTable table) {
    return SpectralLibrary.of(table.name(), table.wavelengths(), table.ids(), table.spectra());
  }

  private static SpectralLibrary ofEnvi(Path file) {
    EnviHeader header = EnviHeader.read(file);
    if (!header.isLibrary()) {
      throw new FormatException(
          "%s is a cube, not a library (its file type is \"%s\"): name an ENVI Spectral Library or a CSV of spectra"
              .formatted(header.name(), header.field("file type").orElse("not stated")));
    }
    try (EnviReader reader = EnviReader.open(file)) {
      Wavelengths wavelengths = reader.requireWavelengths();
      int records = reader.shape().lines();
      float[][] spectra = new float[records][wavelengths.count()];
      for (int record = 0; record < records; record++) {
        reader.values(record, 1, spectra[record]);
        dropDeleted(spectra[record]);
      }
      return SpectralLibrary.of(header.name(), wavelengths, names(header, records), spectra);
    }
  }

  /** Deleted points are not always named in the header. */
  private static void dropDeleted(float[] spectrum) {
    for (int band = 0; band < spectrum.length; band++) {
      if (spectrum[band] < Numbers.DELETED_MAX) {
        spectrum[band] = Float.NaN;
      }
    }
  }

  /** The names of the spectra; a number where the header names fewer than there are. */
  private static List<String> names(EnviHeader header, int records) {
    List<String> names = new ArrayList<>(header.names(EnviHeader.Names.SPECTRA));
    if (names.size() > records) {
      throw new FormatException(
          "%s names %d spectra and states %d: a name may hold a comma; correct the header"
              .formatted(header.name(), names.size(), records));
    }
    while (names.size() < records) {
      names.add(String.valueOf(names.size() + 1));
    }
    return names;
  }
}
