package org.petrascope.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Wavelengths;

/**
 * The header of an ENVI file: where the values lie and what they mean. Reads all dialects that are
 * known to us, writes one. Immutable; every {@code with} makes another header.
 */
public final class EnviHeader {
  /** A longer header is a data file that was named by mistake. */
  private static final long BYTES_MAX = 16L << 20;

  private final EnviFields fields;
  private final EnviLayout layout;
  private final BandAxis axis;

  private EnviHeader(EnviFields fields, EnviLayout layout) {
    this.fields = fields;
    this.layout = layout;
    this.axis = BandAxis.of(fields, layout.shape().bands());
  }

  /** A header of a new file. */
  public static EnviHeader of(EnviLayout layout) {
    return new EnviHeader(EnviFields.none("new header"), layout);
  }

  /** Reads the header of a cube or library; the data file may be named as well. */
  public static EnviHeader read(Path headerOrData) {
    Path file = EnviFiles.header(headerOrData);
    try {
      long bytes = Files.size(file);
      if (bytes > BYTES_MAX) {
        throw new FormatException(
            "%s is not an ENVI header: it has %s; name the .hdr file"
                .formatted(file, DiskSpace.readable(bytes)));
      }
      return parse(file.toString(), text(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw FormatException.reading(file, e);
    }
  }

  /** UTF-8 where it is, else Latin-1, which reads everything. */
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /**
   * Understands the text of a header.
   *
   * @param name its name, for messages
   */
  public static EnviHeader parse(String name, String text) {
    EnviFields fields = EnviFields.parse(name, text);
    if (fields.whole("file compression", 0, Long.MAX_VALUE, 0L) != 0) {
      throw new FormatException(
          "%s: the data file is compressed: save it uncompressed".formatted(name));
    }
    if (fields.text("major frame offsets").orElse("0").matches(".*[1-9].*")) {
      throw new FormatException(
          "%s: frame offsets are not supported: save the file without them".formatted(name));
    }
    return new EnviHeader(fields, StatedLayout.of(fields));
  }

  /** The name of the file in messages. */
  public String name() {
    return fields.header();
  }

  public EnviLayout layout() {
    return layout;
  }

  /** Whether the file is a spectral library: its layout here is one spectrum a line. */
  public boolean isLibrary() {
    return StatedLayout.isLibrary(fields);
  }

  BandAxis axis() {
    return axis;
  }

  /** Wavelengths in nm, sorted; empty when the header states none. */
  public Optional<Wavelengths> wavelengths() {
    return axis.wavelengths();
  }

  /** Bands, in the order of {@link #wavelengths()}, that the header marks as bad. */
  public BitSet badBands() {
    return axis.bad();
  }

  /** What had to be decided because the header does not say it or says it wrongly. */
  public List<String> notes() {
    return axis.notes();
  }

  /** How lines were taken, as far as the header states it. */
  public AcquisitionConditions conditions() {
    return SpecimFields.conditions(fields);
  }

  /** Lines that hold their place and no measurement, counted from 0. */
  public BitSet lostLines() {
    return SpecimFields.lostLines(fields, layout.shape().lines());
  }

  /** Stored values are reflectance times this. */
  public double scaleFactor() {
    double factor = fields.number("reflectance scale factor").orElse(1);
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new FormatException(
          "%s: reflectance scale factor %s must be above zero: correct the header"
              .formatted(fields.header(), factor));
    }
    return factor;
  }

  /** The stored value that means "no measurement". */
  public OptionalDouble ignoreValue() {
    return fields.number("data ignore value");
  }

  /** Names of the bands, of the spectra of a library, or of the classes of a class map. */
  public List<String> names(Names names) {
    return fields.list(names.key);
  }

  /** Lists of names that a header may carry. */
  public enum Names {
    BANDS("band names"),
    SPECTRA("spectra names"),
    CLASSES("class names");

    private final String key;

    Names(String key) {
      this.key = key;
    }
  }

  /** Colours of the classes as 0xRRGGBB, empty when the header has none. */
  public int[] classColours() {
    double[] parts = fields.numbers("class lookup");
    return IntStream.range(0, parts.length / 3)
        .map(i -> (int) parts[3 * i] << 16 | (int) parts[3 * i + 1] << 8 | (int) parts[3 * i + 2])
        .toArray();
  }

  /** Any other field on one line, without its braces. */
  public Optional<String> field(String key) {
    return fields.text(key).map(text -> text.replaceAll("\\R", " "));
  }

  public EnviHeader withLayout(EnviLayout other) {
    return new EnviHeader(fields, other);
  }

  /** With a field of this text; braces in it are replaced. */
  public EnviHeader with(String key, String text) {
    return new EnviHeader(fields.with(key, EnviFields.plain(text)), layout);
  }

  public EnviHeader withDescription(String text) {
    return new EnviHeader(fields.with("description", "{" + EnviFields.plain(text) + "}"), layout);
  }

  public EnviHeader with(Names names, List<String> values) {
    return new EnviHeader(fields.withList(names.key, values), layout);
  }

  /** With centres and widths in nm. */
  public EnviHeader with(Wavelengths wavelengths) {
    return new EnviHeader(
        fields
            .with("wavelength units", "Nanometers")
            .withList("wavelength", strings(wavelengths.centresNm()))
            .withList("fwhm", strings(wavelengths.fwhmsNm())),
        layout);
  }

  private static List<String> strings(double[] values) {
    return Arrays.stream(values).mapToObj(String::valueOf).toList();
  }

  /** With these bands marked as bad. */
  public EnviHeader withBadBands(BitSet bad) {
    if (bad.isEmpty()) {
      return new EnviHeader(fields.without("bbl"), layout);
    }
    List<String> good =
        IntStream.range(0, layout.shape().bands()).mapToObj(b -> bad.get(b) ? "0" : "1").toList();
    return new EnviHeader(fields.withList("bbl", good), layout);
  }

  public EnviHeader with(AcquisitionConditions conditions) {
    return new EnviHeader(SpecimFields.with(fields, conditions), layout);
  }

  public EnviHeader withLostLines(BitSet lost) {
    return new EnviHeader(SpecimFields.withLostLines(fields, lost), layout);
  }

  /**
   * A class map.
   *
   * @param colours 0xRRGGBB of each class
   */
  public EnviHeader withClasses(List<String> names, int[] colours) {
    List<String> lookup = new ArrayList<>();
    for (int colour : colours) {
      for (int shift = 16; shift >= 0; shift -= 8) {
        lookup.add(String.valueOf(colour >> shift & 0xff));
      }
    }
    return new EnviHeader(
        fields
            .with("file type", "ENVI Classification")
            .with("classes", String.valueOf(names.size()))
            .withList("class names", names)
            .withList("class lookup", lookup),
        layout);
  }

  /** The header as text, layout first. */
  public String format() {
    CubeShape shape = layout.shape();
    EnviFields all =
        EnviFields.none(fields.header())
            .with("samples", String.valueOf(isLibrary() ? shape.bands() : shape.samples()))
            .with("lines", String.valueOf(shape.lines()))
            .with("bands", String.valueOf(isLibrary() ? 1 : shape.bands()))
            .with("header offset", String.valueOf(layout.headerOffset()))
            .with("file type", fields.text("file type").orElse("ENVI Standard"))
            .with("data type", String.valueOf(layout.type().code()))
            .with("interleave", layout.interleave().word())
            .with("byte order", layout.byteOrder() == ByteOrder.LITTLE_ENDIAN ? "0" : "1");
    return all.withAll(fields).format();
  }

  /** Writes the header under its final name, whole or not at all. */
  void write(Path file) {
    DurableFiles.write(file, format().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return fields.header();
  }
}
