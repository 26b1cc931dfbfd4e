package org.petrascope.formats;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a table row by row under a temporary name; {@link #commit()} gives it its name when it is
 * safe on disk, and closing without it leaves nothing. For one thread at a time.
 */
public final class CsvWriter implements AutoCloseable {
  private final Path file;
  private final Path temporary;
  private final FileChannel channel;
  private final SequenceWriter rows;
  private final int columns;
  private boolean committed;

  private CsvWriter(Path file, List<String> columns) throws IOException {
    this.file = file;
    this.temporary = DurableFiles.temporaryName(file);
    this.channel = DurableFiles.create(temporary);
    this.columns = columns.size();
    this.rows =
        new CsvMapper()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .writerFor(String[].class)
            .writeValues(Channels.newOutputStream(channel));
    rows.write(columns.toArray(String[]::new));
  }

  /** Begins a table with these columns. */
  public static CsvWriter create(Path file, List<String> columns) {
    try {
      return new CsvWriter(file, columns);
    } catch (IOException e) {
      throw FormatException.writing(file, e);
    }
  }

  /** Appends a row of as many cells as there are columns. */
  public void row(List<String> cells) {
    if (cells.size() != columns) {
      throw new IllegalArgumentException(
          "a row of %d cells for %d columns of %s".formatted(cells.size(), columns, file));
    }
    try {
      rows.write(cells.toArray(String[]::new));
    } catch (IOException e) {
      throw FormatException.writing(file, e);
    }
  }

  /** Makes the table durable and gives it its name. */
  public void commit() {
    try {
      rows.flush();
      channel.force(true);
      rows.close();
      DurableFiles.rename(temporary, file);
    } catch (IOException e) {
      throw FormatException.writing(file, e);
    }
    committed = true;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FormatException.writing(file, e);
    } finally {
      if (!committed) {
        DurableFiles.deleteQuietly(temporary);
      }
    }
  }
}
