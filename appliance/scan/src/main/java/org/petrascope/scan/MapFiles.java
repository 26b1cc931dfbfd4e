package org.petrascope.scan;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
import org.petrascope.spectral.MineralMapper;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.ReflectanceCube;

/**
 * A mineral map in a folder: {@code minerals.hdr}, {@code abundances.hdr}, {@code flags.hdr} and
 * their pictures. The files grow under temporary names as lines are mapped and get their names
 * together at the end; closed before that, they leave nothing. For one thread at a time.
 */
public final class MapFiles implements AutoCloseable {
  /** The file that holds the class of every pixel. */
  public static final String MINERALS = "minerals.hdr";

  /** The file that holds the fractions of every pixel. */
  public static final String ABUNDANCES = "abundances.hdr";

  private static final String FLAGS = "flags.hdr";
  private static final String MINERALS_PICTURE = "minerals.png";
  private static final String FALSE_COLOUR = "false-colour.png";

  /** All files of a map. */
  public static final Set<String> NAMES =
      Set.of(
          MINERALS,
          "minerals.img",
          ABUNDANCES,
          "abundances.img",
          FLAGS,
          "flags.img",
          MINERALS_PICTURE,
          FALSE_COLOUR);

  private final Path folder;
  private final MineralMapper mapper;
  private final int samples;
  private final FalseColour falseColour;
  private final MapPicture picture;
  private final EnviWriter minerals;
  private final EnviWriter abundances;
  private final EnviWriter flags;

  /**
   * @param folder there already
   * @param shape of the lines that are expected at most
   */
  public MapFiles(Path folder, CubeShape shape, MineralMapper mapper) {
    this.folder = folder;
    this.mapper = mapper;
    this.samples = shape.samples();
    this.falseColour = new FalseColour(shape.lines(), samples, mapper.sensor());
    this.picture =
        new MapPicture(
            shape.lines(),
            samples,
            mapper.classes().stream().map(c -> new MapPicture.Entry(c.name(), c.rgb())).toList());
    this.minerals = EnviWriter.create(folder.resolve(MINERALS), classHeader());
    this.abundances = EnviWriter.create(folder.resolve(ABUNDANCES), abundanceHeader());
    this.flags = EnviWriter.create(folder.resolve(FLAGS), flagHeader());
  }

  private EnviHeader classHeader() {
    List<MapClass> classes = mapper.classes();
    return header(1, EnviType.UINT8)
        .withDescription("Mineral of every pixel, " + mapper.method().label())
        .withClasses(
            classes.stream().map(MapClass::name).toList(),
            classes.stream().mapToInt(MapClass::rgb).toArray());
  }

  private EnviHeader abundanceHeader() {
    return header(mapper.componentNames().size(), EnviType.FLOAT32)
        .withDescription(
            "Fraction of every component in every pixel; NaN where nothing was measured")
        .with(EnviHeader.Names.BANDS, mapper.componentNames());
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
    falseColour.add(reflectance);
    picture.add(reflectance.firstLine(), lines, classes);
  }

  /** Lines appended so far. */
  public int lines() {
    return minerals.lines();
  }

  /** Gives all files their names, replacing those of before. */
  public void commit() {
    minerals.commit();
    abundances.commit();
    flags.commit();
    falseColour.write(folder.resolve(FALSE_COLOUR));
    picture.write(folder.resolve(MINERALS_PICTURE));
  }

  @Override
  public void close() {
    minerals.close();
    abundances.close();
    flags.close();
  }
}
