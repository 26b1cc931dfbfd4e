package org.petrascope.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Wavelengths;

/**
 * The pure spectra that a cube is unmixed into: a library, a table of spectra, or a bare matrix of
 * bands x endmembers whose rows are the cube's bands and whose names are then 1 to n. Immutable.
 */
public final class EndmemberTable {
  private final String name;
  private final List<String> names;
  private final Optional<Wavelengths> wavelengths;
  private final float[][] spectra;

  private EndmemberTable(
      String name, List<String> names, Optional<Wavelengths> wavelengths, float[][] spectra) {
    this.name = name;
    this.names = List.copyOf(names);
    this.wavelengths = wavelengths;
    this.spectra = spectra;
  }

  /**
   * Reads endmembers for a cube or table of so many bands.
   *
   * @param file a CSV or an ENVI library
   */
  public static EndmemberTable read(Path file, int bands) {
    String lowerCase = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (!lowerCase.endsWith(".csv") && !lowerCase.endsWith(".txt")) {
      return ofLibrary(SpectralLibraries.read(file));
    }
    List<List<String>> lines = CsvTable.lines(file);
    if (lines.size() == bands && lines.stream().allMatch(EndmemberTable::isNumeric)) {
      return ofMatrix(file.toString(), lines);
    }
    if (!lines.isEmpty() && lines.stream().allMatch(EndmemberTable::isNumeric)) {
      throw new FormatException(
          "%s is a bare matrix of %d rows, the cube has %d bands: one row a band is expected"
              .formatted(file, lines.size(), bands));
    }
    return ofLibrary(SpectralLibraries.ofTable(SpectraTable.read(file)));
  }

  private static EndmemberTable ofLibrary(SpectralLibrary library) {
    float[][] spectra =
        IntStream.range(0, library.size()).mapToObj(library::reflectance).toArray(float[][]::new);
    return new EndmemberTable(
        library.name(), library.records(), Optional.of(library.wavelengths()), spectra);
  }

  private static EndmemberTable ofMatrix(String name, List<List<String>> rows) {
    int endmembers = rows.getFirst().size();
    float[][] spectra = new float[endmembers][rows.size()];
    for (int band = 0; band < rows.size(); band++) {
      List<String> cells = rows.get(band);
      if (cells.size() != endmembers) {
        throw new FormatException(
            "%s: row %d has %d cells, the first has %d: correct the row"
                .formatted(name, band + 1, cells.size(), endmembers));
      }
      for (int endmember = 0; endmember < endmembers; endmember++) {
        spectra[endmember][band] =
            (float) Numbers.measured(cells.get(endmember)).orElse(Double.NaN);
      }
    }
    List<String> names = IntStream.rangeClosed(1, endmembers).mapToObj(String::valueOf).toList();
    return new EndmemberTable(name, names, Optional.empty(), spectra);
  }

  private static boolean isNumeric(List<String> cells) {
    return cells.stream().allMatch(cell -> Numbers.plain(cell).isPresent());
  }

  /** The file's name, for messages. */
  public String name() {
    return name;
  }

  public List<String> names() {
    return names;
  }

  /** Wavelengths of the spectra; empty for a bare matrix, whose bands are those of the cube. */
  public Optional<Wavelengths> wavelengths() {
    return wavelengths;
  }

  /** A copy of an endmember's spectrum, one value a band. */
  public float[] spectrum(int endmember) {
    return spectra[endmember].clone();
  }

  @Override
  public String toString() {
    return "%s: %d endmembers".formatted(name, names.size());
  }
}
