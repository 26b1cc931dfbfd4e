package org.petrascope.formats;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the lines of a table as cells, one line at a time: separated by what the first line uses
 * most of comma, semicolon and tab; quotes taken off, spaces around cells and empty lines left out.
 */
final class CsvRows {
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Characters that the first line may have: enough for 100 000 wavelengths. */
  private static final int FIRST_LINE_MAX = 1 << 20;

  private CsvRows() {}

  /** Takes the cells of the next line. */
  @FunctionalInterface
  interface Row {
    void cells(List<String> cells);
  }

  static void read(Path file, Row row) {
    try (BufferedReader text =
            new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
        MappingIterator<String[]> lines = lines(text)) {
      while (lines.hasNextValue()) {
        row.cells(List.of(lines.nextValue()));
      }
    } catch (JacksonException e) {
      throw new FormatException(
          "%s, line %d: %s: correct the quotes of the line"
              .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()));
    } catch (IOException e) {
      throw FormatException.reading(file, e);
    }
  }

  private static MappingIterator<String[]> lines(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return new CsvMapper()
        .enable(CsvParser.Feature.WRAP_AS_ARRAY)
        .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
        .enable(CsvParser.Feature.TRIM_SPACES)
        .readerFor(String[].class)
        .with(CsvSchema.emptySchema().withColumnSeparator(separator(text)))
        .readValues(text);
  }

  /** The separator that the first line uses most; the line stays to be read. */
  private static char separator(BufferedReader text) throws IOException {
    long[] counts = new long[SEPARATORS.size()];
    text.mark(FIRST_LINE_MAX);
    for (int read = 0; read < FIRST_LINE_MAX; read++) {
      int character = text.read();
      if (character < 0 || character == '\n') {
        break;
      }
      int separator = SEPARATORS.indexOf((char) character);
      if (separator >= 0) {
        counts[separator]++;
      }
    }
    text.reset();
    long most = Arrays.stream(counts).max().orElse(0);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == most) {
        return SEPARATORS.get(i);
      }
    }
    return SEPARATORS.getFirst();
  }
}
