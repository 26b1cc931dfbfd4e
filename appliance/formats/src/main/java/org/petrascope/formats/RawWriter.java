package org.petrascope.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Wavelengths;

/**
 * Records raw lines so that a crash loses none that were written: the file grows under its final
 * name (uint16, little-endian, BIL), and its header, durable before the first line, states 0 lines
 * until {@link #finish}. What a crash leaves is read with {@link EnviReader#recover}. For one
 * thread at a time; appending allocates nothing.
 */
public final class RawWriter implements AutoCloseable {
  private final Path headerFile;
  private final Path dataFile;
  private final FileChannel channel;
  private final ByteBuffer line;
  private EnviHeader header;
  private int lines;

  private RawWriter(Path headerFile, EnviHeader header) throws IOException {
    this.headerFile = headerFile;
    this.dataFile = EnviFiles.sibling(headerFile, ".raw");
    this.header = header;
    this.line =
        ByteBuffer.allocateDirect(header.layout().lineBytes()).order(header.layout().byteOrder());
    this.channel =
        FileChannel.open(dataFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * Begins a recording; refuses to overwrite one.
   *
   * @param headerFile the header's name, ending in .hdr; data go to the same name ending in .raw
   */
  public static RawWriter create(
      Path headerFile, CubeShape shape, Wavelengths sensor, AcquisitionConditions conditions) {
    EnviLayout layout = EnviLayout.of(shape.withLines(0), Interleave.BIL, EnviType.UINT16);
    EnviHeader header = EnviHeader.of(layout).with(conditions).with(sensor);
    try {
      RawWriter writer = new RawWriter(headerFile, header);
      header.write(headerFile);
      return writer;
    } catch (IOException e) {
      throw FormatException.writing(headerFile, e);
    }
  }

  /** Appends one line, [band][sample] from the offset on. */
  public void append(short[] bil, int offset) {
    line.clear();
    line.asShortBuffer().put(bil, offset, header.layout().shape().lineValues());
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
    } catch (IOException e) {
      throw FormatException.writing(dataFile, e);
    }
    lines++;
  }

  /** Lines appended so far. */
  public int lines() {
    return lines;
  }

  /** Makes everything that was appended survive a power cut. */
  public void sync() {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw FormatException.writing(dataFile, e);
    }
  }

  /** Ends the recording: the header then states its lines and those that were lost. */
  public void finish(BitSet lostLines) {
    dropPartialLine();
    sync();
    header = header.withLayout(header.layout().withLines(lines)).withLostLines(lostLines);
    header.write(headerFile);
    close();
  }

  /** A full disk may have taken a part of a line only. */
  private void dropPartialLine() {
    try {
      channel.truncate((long) lines * header.layout().lineBytes());
    } catch (IOException e) {
      throw FormatException.writing(dataFile, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FormatException.writing(dataFile, e);
    }
  }
}
