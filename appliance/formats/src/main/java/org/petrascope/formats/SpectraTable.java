package org.petrascope.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.petrascope.spectral.Wavelengths;

/**
 * Named spectra with what else is known of each: a CSV with metadata columns first and one column a
 * wavelength, named by its nm (or um, told by the size of the numbers). Spectra are in the order of
 * rising wavelength; a missing value is NaN. Immutable.
 */
public final class SpectraTable {
  private static final double MICROMETRES_MAX = 100;
  private static final double NM_PER_UM = 1e3;
  private static final int BANDS_MIN = 2;

  private final CsvTable table;
  private final int metadataColumns;
  private final int idColumn;
  private final Wavelengths wavelengths;
  private final float[][] spectra;

  private SpectraTable(CsvTable table, int idColumn, Bands bands) {
    this.table = table;
    this.metadataColumns = bands.first();
    this.idColumn = idColumn;
    this.wavelengths = bands.wavelengths();
    this.spectra = new float[table.size()][];
    for (int row = 0; row < spectra.length; row++) {
      spectra[row] = bands.row(table, row);
    }
  }

  /** Reads a table whose first column is the id. */
  public static SpectraTable read(Path file) {
    return read(file, "");
  }

  /**
   * Reads a table.
   *
   * @param idColumn the column that names the spectra; the first one when empty
   */
  public static SpectraTable read(Path file, String idColumn) {
    CsvTable table = CsvTable.read(file);
    Bands bands = Bands.of(table);
    return new SpectraTable(table, idColumn.isEmpty() ? 0 : table.column(idColumn), bands);
  }

  /** The columns that hold the spectra, sorted by wavelength. */
  private static final class Bands {
    private final int first;
    private final int[] columns;
    private final Wavelengths wavelengths;

    private Bands(int first, int[] columns, Wavelengths wavelengths) {
      this.first = first;
      this.columns = columns;
      this.wavelengths = wavelengths;
    }

    static Bands of(CsvTable table) {
      int count = table.columns().size();
      int first = count;
      while (first > 0 && wavelength(table.columns().get(first - 1)).isPresent()) {
        first--;
      }
      if (count - first < BANDS_MIN) {
        throw new FormatException(
            "%s has no wavelength columns: one column a wavelength, named by its nm, is expected behind the metadata"
                .formatted(table.name()));
      }
      double[] stated =
          IntStream.range(first, count)
              .mapToDouble(c -> wavelength(table.columns().get(c)).orElseThrow())
              .toArray();
      boolean micrometres = Arrays.stream(stated).allMatch(v -> v < MICROMETRES_MAX);
      double factor = micrometres ? NM_PER_UM : 1;
      int start = first;
      int[] order =
          IntStream.range(first, count)
              .boxed()
              .sorted(Comparator.comparingDouble(c -> stated[c - start]))
              .mapToInt(Integer::intValue)
              .toArray();
      double[] centres =
          Arrays.stream(order).mapToDouble(c -> stated[c - start] * factor).toArray();
      requireDistinct(table, centres);
      return new Bands(first, order, Wavelengths.ofNanometres(centres));
    }

    private static void requireDistinct(CsvTable table, double[] centres) {
      for (int band = 1; band < centres.length; band++) {
        if (!(centres[band] > centres[band - 1])) {
          throw new FormatException(
              "%s has two columns for %s nm: remove one".formatted(table.name(), centres[band]));
        }
      }
    }

    /** The wavelength a column is named by, with or without its unit. */
    private static OptionalDouble wavelength(String column) {
      String text = column.toLowerCase(Locale.ROOT).replaceFirst("\\s*(nm|um|µm|μm)$", "");
      OptionalDouble number = Numbers.plain(text);
      return number.isPresent() && number.getAsDouble() > 0 ? number : OptionalDouble.empty();
    }

    int first() {
      return first;
    }

    Wavelengths wavelengths() {
      return wavelengths;
    }

    float[] row(CsvTable table, int row) {
      float[] spectrum = new float[columns.length];
      for (int band = 0; band < columns.length; band++) {
        spectrum[band] = (float) table.number(row, columns[band]);
      }
      return spectrum;
    }
  }

  /** The file's name, for messages. */
  public String name() {
    return table.name();
  }

  public int size() {
    return spectra.length;
  }

  public Wavelengths wavelengths() {
    return wavelengths;
  }

  /** What the row is called. */
  public String id(int row) {
    return table.cell(row, idColumn);
  }

  public List<String> ids() {
    return IntStream.range(0, size()).mapToObj(this::id).toList();
  }

  /** The metadata columns, the id's among them. */
  public List<String> columns() {
    return new ArrayList<>(table.columns().subList(0, metadataColumns));
  }

  public boolean has(String column) {
    return columns().contains(column);
  }

  /** A cell of a metadata column that must be there. */
  public String text(int row, String column) {
    return table.cell(row, table.column(column));
  }

  /** A number of a metadata column that must be there; NaN when the cell is empty. */
  public double number(int row, String column) {
    return table.number(row, table.column(column));
  }

  /**
   * The depth of a row in metres, from the first column whose name begins with "depth"; empty where
   * the table has none.
   */
  public Optional<Double> depthM(int row) {
    return columns().stream()
        .filter(column -> column.toLowerCase(Locale.ROOT).startsWith("depth"))
        .findFirst()
        .map(column -> number(row, column))
        .filter(depth -> !Double.isNaN(depth));
  }

  /** A copy of a row's spectrum, one value a band. */
  public float[] spectrum(int row) {
    return spectra[row].clone();
  }

  /** Copies of all spectra, [row][band]. */
  public float[][] spectra() {
    return Arrays.stream(spectra).map(float[]::clone).toArray(float[][]::new);
  }

  @Override
  public String toString() {
    return "%s: %d spectra, %s".formatted(name(), size(), wavelengths);
  }
}
