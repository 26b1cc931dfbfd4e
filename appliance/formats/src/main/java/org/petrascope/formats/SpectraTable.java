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
import org.jspecify.annotations.Nullable;
import org.petrascope.spectral.SpectralException;
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

  private final CsvTable metadata;
  private final int idColumn;
  private final Wavelengths wavelengths;
  private final float[][] spectra;

  private SpectraTable(
      CsvTable metadata, String idColumn, Wavelengths wavelengths, List<float[]> spectra) {
    this.metadata = metadata;
    this.idColumn = idColumn.isEmpty() ? 0 : metadata.column(idColumn);
    this.wavelengths = wavelengths;
    this.spectra = spectra.toArray(float[][]::new);
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
    Intake intake = new Intake(file.toString());
    CsvRows.read(file, intake);
    return intake.table(idColumn);
  }

  /** Takes line after line, so that a long table is never held as text. */
  private static final class Intake implements CsvRows.Row {
    private final String name;
    private final List<List<String>> metadata = new ArrayList<>();
    private final List<float[]> spectra = new ArrayList<>();
    private List<String> columns = List.of();
    private @Nullable Bands bands;

    Intake(String name) {
      this.name = name;
    }

    @Override
    public void cells(List<String> cells) {
      if (bands == null) {
        columns = trimmed(cells);
        bands = Bands.of(name, columns);
        metadata.add(metadata(columns, bands));
        return;
      }
      List<String> row = CsvTable.fitted(name, metadata.size(), cells, columns.size());
      metadata.add(metadata(row, bands));
      spectra.add(spectrum(row, bands));
    }

    /** A separator at the end of the header names no column. */
    private static List<String> trimmed(List<String> cells) {
      int count = cells.size();
      while (count > 1 && cells.get(count - 1).isEmpty()) {
        count--;
      }
      return List.copyOf(cells.subList(0, count));
    }

    /** A table without metadata is named by its rows' numbers. */
    private List<String> metadata(List<String> row, Bands bands) {
      if (bands.first() > 0) {
        return List.copyOf(row.subList(0, bands.first()));
      }
      return List.of(metadata.isEmpty() ? "id" : String.valueOf(metadata.size()));
    }

    private float[] spectrum(List<String> row, Bands bands) {
      float[] spectrum = new float[bands.columns().length];
      for (int band = 0; band < spectrum.length; band++) {
        int column = bands.columns()[band];
        String text = row.get(column);
        spectrum[band] =
            (float)
                Numbers.measured(text)
                    .orElseThrow(
                        () ->
                            CsvTable.notANumber(
                                name, spectra.size() + 1, columns.get(column), text));
      }
      return spectrum;
    }

    SpectraTable table(String idColumn) {
      if (bands == null || spectra.isEmpty()) {
        throw new FormatException(
            "%s has %d rows: a header row and at least one more are expected"
                .formatted(name, metadata.size()));
      }
      CsvTable table = CsvTable.ofLines(name, metadata);
      return new SpectraTable(table, idColumn, bands.wavelengths(), spectra);
    }
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

    static Bands of(String name, List<String> names) {
      int count = names.size();
      int first = count;
      while (first > 0 && wavelength(names.get(first - 1)).isPresent()) {
        first--;
      }
      if (count - first < BANDS_MIN) {
        throw new FormatException(
            "%s has no wavelength columns: one column a wavelength, named by its nm, is expected behind the metadata"
                .formatted(name));
      }
      double[] stated =
          IntStream.range(first, count)
              .mapToDouble(c -> wavelength(names.get(c)).orElseThrow())
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
      requireDistinct(name, centres);
      try {
        return new Bands(first, order, Wavelengths.ofNanometres(centres));
      } catch (SpectralException e) {
        throw new FormatException("%s: %s".formatted(name, e.getMessage()));
      }
    }

    private static void requireDistinct(String name, double[] centres) {
      for (int band = 1; band < centres.length; band++) {
        if (!(centres[band] > centres[band - 1])) {
          throw new FormatException(
              "%s has two columns for %s nm: remove one".formatted(name, centres[band]));
        }
      }
    }

    /** The wavelength a column is named by, with or without its unit. */
    private static OptionalDouble wavelength(String column) {
      String text = column.toLowerCase(Locale.ROOT).replaceFirst("\\s*(nm|um|µm|μm|\uFFFDm)$", "");
      OptionalDouble number = Numbers.plain(text);
      return number.isPresent() && number.getAsDouble() > 0 ? number : OptionalDouble.empty();
    }

    int first() {
      return first;
    }

    Wavelengths wavelengths() {
      return wavelengths;
    }

    int[] columns() {
      return columns;
    }
  }

  /** The file's name, for messages. */
  public String name() {
    return metadata.name();
  }

  public int size() {
    return spectra.length;
  }

  public Wavelengths wavelengths() {
    return wavelengths;
  }

  /** What the row is called. */
  public String id(int row) {
    return metadata.cell(row, idColumn);
  }

  public List<String> ids() {
    return IntStream.range(0, size()).mapToObj(this::id).toList();
  }

  /** The metadata columns, the id's among them. */
  public List<String> columns() {
    return metadata.columns();
  }

  public boolean has(String column) {
    return columns().contains(column);
  }

  /** A cell of a metadata column that must be there. */
  public String text(int row, String column) {
    return metadata.cell(row, metadata.column(column));
  }

  /** A number of a metadata column that must be there; NaN when the cell is empty. */
  public double number(int row, String column) {
    return metadata.number(row, metadata.column(column));
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
