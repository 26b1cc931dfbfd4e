package org.petrascope.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.RawCube;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.spectral.Wavelengths;

/**
 * Reads an ENVI cube in blocks of lines, in the order of rising wavelength whatever the file's
 * order is. Lines that were taken again (see {@link Splice}) are read from where they stand. Memory
 * is that of one block. For one thread at a time.
 */
public final class EnviReader implements AutoCloseable {
  /** Values of a block that is read at once: 16 MiB as float32. */
  private static final int BLOCK_VALUES = 4 << 20;

  private final EnviHeader header;
  private final Path headerFile;
  private final Path data;
  private final Splice splice;
  private final Map<String, EnviReader> spliced = new HashMap<>();
  private final FileChannel channel;
  private final EnviValues values;
  private final BitSet lostLines;
  private final List<String> notes;

  private EnviReader(EnviHeader stated, Path headerOrData, Path data, List<String> notes) {
    this.headerFile = EnviFiles.header(headerOrData);
    this.splice = Splice.beside(headerFile);
    this.lostLines = stated.lostLines();
    lostLines.andNot(splice.lines());
    this.header = splice.pieces().isEmpty() ? stated : stated.withLostLines(lostLines);
    this.data = data;
    this.notes = List.copyOf(notes);
    this.values = new EnviValues(header);
    try {
      this.channel = FileChannel.open(data, StandardOpenOption.READ);
    } catch (IOException e) {
      throw FormatException.reading(data, e);
    }
  }

  /**
   * Opens a cube of which the header or the data file is named; refuses a data file that has not
   * exactly the size that the header states.
   */
  public static EnviReader open(Path headerOrData) {
    EnviHeader header = EnviHeader.read(headerOrData);
    Path data = EnviFiles.data(headerOrData, header.layout());
    long bytes = EnviFiles.bytes(data);
    if (header.layout().shape().lines() == 0) {
      throw new FormatException(
          "%s states no lines: the recording was not finished; recover it first"
              .formatted(header.name()));
    }
    if (bytes != header.layout().fileBytes()) {
      throw new FormatException(sizeSentence(header, data, bytes));
    }
    return new EnviReader(header, headerOrData, data, header.notes());
  }

  private static String sizeSentence(EnviHeader header, Path data, long bytes) {
    EnviLayout layout = header.layout();
    CubeShape shape = layout.shape();
    long linesThere = Math.max(0, bytes - layout.headerOffset()) / layout.lineBytes();
    boolean cut = bytes < layout.fileBytes();
    String found =
        cut
            ? "is cut short: it has %d bytes (%d whole lines)".formatted(bytes, linesThere)
            : "has %d bytes".formatted(bytes);
    String remedy =
        cut && layout.interleave() != Interleave.BSQ
            ? "copy the file again, or take its whole lines with --recover"
            : "copy the file again or correct the header";
    return "%s %s, the header states %d lines x %d samples x %d bands of %s, %d bytes: %s"
        .formatted(
            data,
            found,
            shape.lines(),
            shape.samples(),
            shape.bands(),
            layout.type(),
            layout.fileBytes(),
            remedy);
  }

  /**
   * Opens a cube whose header may state more lines than there are, or none yet, because the
   * recording was cut off: the lines that are whole are read, and {@link #notes()} tells how many.
   */
  public static EnviReader recover(Path headerOrData) {
    EnviHeader header = EnviHeader.read(headerOrData);
    EnviLayout layout = header.layout();
    Path data = EnviFiles.data(headerOrData, layout);
    long bytes = EnviFiles.bytes(data);
    if (bytes == layout.fileBytes() && layout.shape().lines() > 0) {
      return new EnviReader(header, headerOrData, data, header.notes());
    }
    boolean bands = layout.interleave() == Interleave.BSQ && layout.shape().bands() > 1;
    long lines = Math.max(0, bytes - layout.headerOffset()) / layout.lineBytes();
    boolean mayBeCut = lines <= layout.shape().lines() || layout.shape().lines() == 0;
    if (bands || lines > Integer.MAX_VALUE || !mayBeCut) {
      throw new FormatException(sizeSentence(header, data, bytes));
    }
    List<String> notes = new ArrayList<>(header.notes());
    notes.add(
        "%s holds %d of %d lines that %s states: these are read"
            .formatted(data.getFileName(), lines, layout.shape().lines(), header.name()));
    return new EnviReader(
        header.withLayout(layout.withLines((int) lines)), headerOrData, data, notes);
  }

  public EnviHeader header() {
    return header;
  }

  /** The file the values are in. */
  public Path data() {
    return data;
  }

  /** Size of the cube as it is read: bands that repeat a wavelength are left out. */
  public CubeShape shape() {
    CubeShape stored = header.layout().shape();
    return new CubeShape(stored.lines(), stored.samples(), header.axis().count());
  }

  public Optional<Wavelengths> wavelengths() {
    return header.wavelengths();
  }

  /** Wavelengths of a cube that is of no use without them. */
  public Wavelengths requireWavelengths() {
    return header
        .wavelengths()
        .orElseThrow(
            () ->
                new FormatException(
                    "%s states no wavelengths: add \"wavelength units\" and \"wavelength\" to it"
                        .formatted(header.name())));
  }

  /** What had to be decided because the header does not say it or says it wrongly. */
  public List<String> notes() {
    return notes;
  }

  /** Lines that make a block of about 16 MiB, at least one. */
  public int blockLines() {
    return Math.max(1, BLOCK_VALUES / shape().lineValues());
  }

  /** Raw lines; the file must hold whole numbers that fit uint16. */
  public RawCube raw(int firstLine, int lines) {
    return raw(firstLine, lines, new short[Math.toIntExact(block(lines).values())]);
  }

  /** The same into an array that the cube then uses, [line][band][sample]. */
  public RawCube raw(int firstLine, int lines, short[] bil) {
    requireLines(firstLine, lines);
    CubeShape block = block(lines);
    for (int line = 0; line < lines; line++) {
      ByteBuffer stored = line(firstLine + line);
      values.dnLine(stored, firstLine + line, bil, line * block.lineValues());
    }
    return RawCube.over(block, firstLine, bil, lost(firstLine, lines));
  }

  private BitSet lost(int firstLine, int lines) {
    return lostLines.get(firstLine, firstLine + lines);
  }

  /**
   * Reflectance as a fraction: divided by the scale factor; NaN where the file says "no
   * measurement", in bad bands and in lost lines.
   */
  public ReflectanceCube reflectance(int firstLine, int lines) {
    float[] bip = new float[Math.toIntExact(block(lines).values())];
    values(firstLine, lines, bip);
    return Calibration.stored(block(lines), firstLine, requireWavelengths(), bip)
        .withLostLines(lost(firstLine, lines));
  }

  /**
   * The values of {@link #reflectance} of a cube that may have no wavelengths,
   * [line][sample][band].
   */
  public void values(int firstLine, int lines, float[] bip) {
    requireLines(firstLine, lines);
    CubeShape block = block(lines);
    for (int line = 0; line < lines; line++) {
      int offset = line * block.lineValues();
      if (lostLines.get(firstLine + line)) {
        Arrays.fill(bip, offset, offset + block.lineValues(), Float.NaN);
      } else {
        values.reflectanceLine(line(firstLine + line), bip, offset);
      }
    }
  }

  /** Values of one pixel, one a band, as {@link #values} gives them. */
  public float[] spectrum(int line, int sample) {
    if (sample < 0 || sample >= shape().samples()) {
      throw new IllegalArgumentException(
          "sample %d is outside 0 to %d".formatted(sample, shape().samples() - 1));
    }
    float[] bip = new float[shape().lineValues()];
    values(line, 1, bip);
    return Arrays.copyOfRange(bip, sample * shape().bands(), (sample + 1) * shape().bands());
  }

  private CubeShape block(int lines) {
    return shape().withLines(lines);
  }

  private void requireLines(int firstLine, int lines) {
    if (firstLine < 0 || lines < 0 || firstLine > shape().lines() - lines) {
      throw new IllegalArgumentException(
          "lines %d to %d are outside 0 to %d"
              .formatted(firstLine, firstLine + lines - 1, shape().lines() - 1));
    }
  }

  /** The bytes of a line, all bands, in the order of the file. */
  private ByteBuffer line(int line) {
    Optional<Splice.Piece> again = splice.holding(line);
    if (again.isPresent()) {
      Splice.Piece piece = again.get();
      return recording(piece.recording()).line(piece.firstThere() + line - piece.firstLine());
    }
    EnviLayout layout = header.layout();
    ByteBuffer bytes = values.lineBuffer();
    try {
      if (layout.interleave() == Interleave.BSQ) {
        for (int band = 0; band < layout.shape().bands(); band++) {
          bytes.limit((band + 1) * layout.bandLineBytes());
          read(bytes, layout.bandLinePosition(band, line));
        }
      } else {
        read(bytes, layout.linePosition(line));
      }
    } catch (IOException e) {
      throw FormatException.reading(data, e);
    }
    return bytes.flip();
  }

  private EnviReader recording(String name) {
    return spliced.computeIfAbsent(
        name,
        other -> {
          EnviReader opened = open(headerFile.resolveSibling(other));
          EnviLayout there = opened.header.layout();
          if (!there.withLines(header.layout().shape().lines()).equals(header.layout())) {
            opened.close();
            throw new FormatException(
                "%s is not laid out as %s, whose lines it holds: restore it, or remove the .splice file"
                    .formatted(other, header.name()));
          }
          return opened;
        });
  }

  private void read(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      int count = channel.read(bytes, at);
      if (count < 0) {
        throw new IOException("it became shorter while it was read");
      }
      at += count;
    }
  }

  @Override
  public void close() {
    spliced.values().forEach(EnviReader::close);
    try {
      channel.close();
    } catch (IOException e) {
      throw FormatException.reading(data, e);
    }
  }
}
