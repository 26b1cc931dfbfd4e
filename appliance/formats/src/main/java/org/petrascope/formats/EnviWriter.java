package org.petrascope.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.RawCube;

/**
 * Writes an ENVI cube block by block under a temporary name; {@link #commit()} gives data and
 * header their names when both are safe on disk, and closing without it leaves nothing. For one
 * thread at a time.
 */
public final class EnviWriter implements AutoCloseable {
  private static final String DATA_EXTENSION = ".img";

  private final Path headerFile;
  private final Path dataFile;
  private final Path temporary;
  private final EnviHeader header;
  private final EnviLayout layout;
  private final FileChannel channel;
  private final ByteBuffer line;
  private int lines;
  private boolean committed;

  private EnviWriter(Path headerFile, EnviHeader header) throws IOException {
    this.headerFile = headerFile;
    this.dataFile = EnviFiles.sibling(headerFile, DATA_EXTENSION);
    this.temporary = DurableFiles.temporaryName(dataFile);
    this.header = header;
    this.layout = header.layout();
    this.line = ByteBuffer.allocate(layout.lineBytes()).order(layout.byteOrder());
    this.channel = DurableFiles.create(temporary);
    channel.position(layout.headerOffset());
  }

  /**
   * Begins a cube.
   *
   * @param headerFile the header's name, ending in .hdr; data go to the same name ending in .img
   * @param header what to say about it; its lines need to be right for BSQ only
   */
  public static EnviWriter create(Path headerFile, EnviHeader header) {
    if (!EnviFiles.isHeaderName(headerFile)) {
      throw new FormatException(
          "%s does not end in .hdr: name the header of the cube to write".formatted(headerFile));
    }
    try {
      return new EnviWriter(headerFile, header);
    } catch (IOException e) {
      throw FormatException.writing(headerFile, e);
    }
  }

  /** Values of a block, wherever they come from. */
  @FunctionalInterface
  private interface Values {
    double at(int line, int sample, int band);
  }

  /** Appends lines of reflectance or the like, [line][sample][band]. */
  public void append(float[] bip, int lines) {
    if (layout.type() == EnviType.FLOAT32 && layout.interleave() == Interleave.BIP) {
      int width = layout.shape().lineValues();
      for (int i = 0; i < lines; i++) {
        line.clear().asFloatBuffer().put(bip, i * width, width);
        writeLine();
      }
    } else {
      append((i, sample, band) -> bip[bip(i, sample, band)], lines);
    }
  }

  /** Appends lines of values of any type, [line][sample][band]. */
  public void append(double[] bip, int lines) {
    append((i, sample, band) -> bip[bip(i, sample, band)], lines);
  }

  /** Appends lines of classes, flags or counts, [line][sample][band]. */
  public void append(int[] bip, int lines) {
    append((i, sample, band) -> bip[bip(i, sample, band)], lines);
  }

  /** Appends raw lines. */
  public void append(RawCube block) {
    if (layout.type() == EnviType.UINT16 && layout.interleave() == Interleave.BIL) {
      int width = layout.shape().lineValues();
      for (int i = 0; i < block.shape().lines(); i++) {
        line.clear().asShortBuffer().put(block.bil(), block.offset(i), width);
        writeLine();
      }
    } else {
      append(block::dn, block.shape().lines());
    }
  }

  private int bip(int line, int sample, int band) {
    CubeShape shape = layout.shape();
    return (line * shape.samples() + sample) * shape.bands() + band;
  }

  private void append(Values values, int lines) {
    int samples = layout.shape().samples();
    int bands = layout.shape().bands();
    boolean bip = layout.interleave() == Interleave.BIP;
    int bytes = layout.type().bytes();
    for (int i = 0; i < lines; i++) {
      line.clear();
      for (int sample = 0; sample < samples; sample++) {
        for (int band = 0; band < bands; band++) {
          int index = bip ? sample * bands + band : band * samples + sample;
          layout.type().put(line, index * bytes, values.at(i, sample, band));
        }
      }
      writeLine();
    }
  }

  /** Writes the line that the buffer holds from its beginning. */
  private void writeLine() {
    line.clear();
    try {
      if (layout.interleave() == Interleave.BSQ) {
        requireRoom();
        for (int band = 0; band < layout.shape().bands(); band++) {
          line.limit((band + 1) * layout.bandLineBytes());
          channel.position(layout.bandLinePosition(band, lines));
          write();
        }
      } else {
        write();
      }
    } catch (IOException e) {
      throw FormatException.writing(dataFile, e);
    }
    lines++;
  }

  private void write() throws IOException {
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  private void requireRoom() {
    if (lines >= layout.shape().lines()) {
      throw new IllegalStateException(
          "%s was begun for %d lines in BSQ order, which cannot grow"
              .formatted(headerFile, layout.shape().lines()));
    }
  }

  /** Lines appended so far. */
  public int lines() {
    return lines;
  }

  /** Makes data and header durable and gives them their names, replacing those of before. */
  public void commit() {
    if (layout.interleave() == Interleave.BSQ && lines != layout.shape().lines()) {
      throw new IllegalStateException(
          "%s was begun for %d lines and has %d"
              .formatted(headerFile, layout.shape().lines(), lines));
    }
    try {
      channel.force(true);
      channel.close();
      Files.deleteIfExists(headerFile);
      DurableFiles.rename(temporary, dataFile);
    } catch (IOException e) {
      throw FormatException.writing(dataFile, e);
    }
    header.withLayout(layout.withLines(lines)).write(headerFile);
    committed = true;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FormatException.writing(dataFile, e);
    } finally {
      if (!committed) {
        DurableFiles.deleteQuietly(temporary);
      }
    }
  }
}
