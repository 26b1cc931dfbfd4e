package org.petrascope.scan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.EnviLayout;
import org.petrascope.formats.EnviType;
import org.petrascope.formats.EnviWriter;
import org.petrascope.formats.FalseColour;
import org.petrascope.formats.Interleave;
import org.petrascope.formats.MapPicture;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.MapClass;
import org.petrascope.spectral.MappedBlock;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.ReflectanceCube;

/**
 * A mineral map in a folder: {@code minerals.hdr}, {@code abundances.hdr}, where the mapper knows
 * them {@code abundances-lower.hdr} and {@code abundances-upper.hdr}, {@code flags.hdr} and
 * pictures. The files grow under temporary names as lines are mapped and get their names together
 * at the end; closed before that, they leave nothing. For one thread at a time.
 */
public final class MapFiles implements AutoCloseable {
  /** The file that holds the class of every pixel. */
  public static final String MINERALS = "minerals.hdr";

  /** The file that holds the fractions of every pixel. */
  public static final String ABUNDANCES = "abundances.hdr";

  /** The file that holds the lower ends of the intervals of the fractions. */
  public static final String LOWER = "abundances-lower.hdr";

  /** The file that holds the upper ends of the intervals of the fractions. */
  public static final String UPPER = "abundances-upper.hdr";

  /** The file that holds what must be known of every pixel. */
  static final String FLAGS = "flags.hdr";

  private static final String NAN = "; NaN where nothing was told";

  private static final String MINERALS_PICTURE = "minerals.png";
  private static final String FALSE_COLOUR = "false-colour.png";

  private final Path folder;
  private final PixelMapper mapper;
  private final int samples;
  private final FalseColour falseColour;
  private final MapPicture picture;
  private final EnviWriter minerals;
  private final EnviWriter abundances;
  private final Optional<EnviWriter> lower;
  private final Optional<EnviWriter> upper;
  private final EnviWriter flags;

  /**
   * @param folder there already
   * @param shape of the lines that are expected at most
   */
  public MapFiles(Path folder, CubeShape shape, PixelMapper mapper) {
    this.folder = folder;
    this.mapper = mapper;
    this.samples = shape.samples();
    this.falseColour = new FalseColour(shape.lines(), samples, mapper.sensor());
    this.picture =
        new MapPicture(shape.lines(), samples, mapper.classes().stream().map(this::entry).toList());
    this.minerals = EnviWriter.create(folder.resolve(MINERALS), classHeader());
    this.abundances = writer(ABUNDANCES, mapper.amounts() + " in every pixel" + NAN);
    this.lower = interval(LOWER, "Lower");
    this.upper = interval(UPPER, "Upper");
    this.flags = EnviWriter.create(folder.resolve(FLAGS), flagHeader());
  }

  /** What the sensor cannot see is never shown as if it had been seen. */
  private MapPicture.Entry entry(MapClass told) {
    String name = told.name();
    boolean inferred = mapper.inferred().contains(name);
    return new MapPicture.Entry(inferred ? name + " (inferred)" : name, told.rgb());
  }

  private EnviHeader classHeader() {
    List<MapClass> classes = mapper.classes();
    List<String> inferred = mapper.inferred();
    String told = "Mineral of every pixel, " + mapper.label();
    return header(1, EnviType.UINT8)
        .withDescription(
            inferred.isEmpty()
                ? told
                : told + "; inferred, not visible to this camera: " + String.join(", ", inferred))
        .withClasses(
            classes.stream().map(MapClass::name).toList(),
            classes.stream().mapToInt(MapClass::rgb).toArray());
  }

  private EnviWriter writer(String file, String description) {
    EnviHeader header =
        header(mapper.componentNames().size(), EnviType.FLOAT32)
            .withDescription(description)
            .with(EnviHeader.Names.BANDS, mapper.componentNames());
    return EnviWriter.create(folder.resolve(file), header);
  }

  private Optional<EnviWriter> interval(String file, String end) {
    return mapper.intervals()
        ? Optional.of(
            writer(file, end + " end of the interval of every component in every pixel" + NAN))
        : Optional.empty();
  }

  private EnviHeader flagHeader() {
    String bits =
        List.of(PixelFlag.values()).stream()
            .map(flag -> flag.bit() + " " + flag.label())
            .collect(Collectors.joining("; "));
    return header(1, EnviType.UINT16)
        .withDescription("Sum of what must be known of a pixel: " + bits);
  }

  private EnviHeader header(int bands, EnviType type) {
    CubeShape shape = new CubeShape(0, samples, bands);
    return EnviHeader.of(EnviLayout.of(shape, Interleave.BIP, type));
  }

  /**
   * Appends a block of lines.
   *
   * @param words flags of every pixel, with what is known besides the mapper's
   */
  public void append(ReflectanceCube reflectance, MappedBlock mapped, int[] words) {
    int lines = reflectance.shape().lines();
    int[] classes = new int[mapped.pixels()];
    for (int pixel = 0; pixel < classes.length; pixel++) {
      classes[pixel] = Byte.toUnsignedInt(mapped.bestClasses()[pixel]);
    }
    minerals.append(classes, lines);
    flags.append(words, lines);
    abundances.append(mapped.abundances(), lines);
    mapped
        .intervals()
        .ifPresent(
            ends -> {
              lower.ifPresent(writer -> writer.append(ends.lower(), lines));
              upper.ifPresent(writer -> writer.append(ends.upper(), lines));
            });
    falseColour.add(reflectance);
    picture.add(reflectance.firstLine(), lines, classes);
  }

  /** All files of this map. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(Set.of(MINERALS_PICTURE, FALSE_COLOUR));
    List<String> headers = new ArrayList<>(List.of(MINERALS, ABUNDANCES, FLAGS));
    if (mapper.intervals()) {
      headers.addAll(List.of(LOWER, UPPER));
    }
    for (String header : headers) {
      names.add(header);
      names.add(header.replace(".hdr", ".img"));
    }
    return names;
  }

  /** Lines appended so far. */
  public int lines() {
    return minerals.lines();
  }

  /** Gives all files their names, replacing those of before. */
  public void commit() {
    minerals.commit();
    abundances.commit();
    lower.ifPresent(EnviWriter::commit);
    upper.ifPresent(EnviWriter::commit);
    flags.commit();
    falseColour.write(folder.resolve(FALSE_COLOUR));
    picture.write(folder.resolve(MINERALS_PICTURE));
  }

  @Override
  public void close() {
    minerals.close();
    abundances.close();
    lower.ifPresent(EnviWriter::close);
    upper.ifPresent(EnviWriter::close);
    flags.close();
  }
}
