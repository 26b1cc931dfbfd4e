package org.petrascope.scan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.EnviLayout;
import org.petrascope.formats.EnviType;
import org.petrascope.formats.EnviWriter;
import org.petrascope.formats.FalseColour;
import org.petrascope.formats.Interleave;
import org.petrascope.formats.MapPicture;
import org.petrascope.spectral.AbundanceMap;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.MapClass;
import org.petrascope.spectral.MineralMap;
import org.petrascope.spectral.MineralMapper;
import org.petrascope.spectral.MineralTally;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.Provenance;
import org.petrascope.spectral.ScanProduct;
import org.petrascope.spectral.Wavelengths;

/**
 * The files in a scan's products folder. They grow under temporary names as lines are mapped and
 * get their names together at the end; closed before that, they leave nothing. For one thread at a
 * time.
 */
final class Products implements LineSink, AutoCloseable {
  private final ScanFiles files;
  private final MineralMapper mapper;
  private final MineralTally tally;
  private final EnviWriter minerals;
  private final EnviWriter abundances;
  private final EnviWriter flags;
  private final FalseColour falseColour;
  private final MapPicture picture;
  private final int samples;
  private int lines;

  /**
   * @param shape of the lines that are expected at most
   */
  Products(ScanFiles files, CubeShape shape, MineralMapper mapper, MineralTally tally) {
    this.files = files;
    this.mapper = mapper;
    this.tally = tally;
    this.samples = shape.samples();
    Wavelengths sensor = mapper.sensor();
    this.falseColour = new FalseColour(shape.lines(), samples, sensor);
    this.picture =
        new MapPicture(
            shape.lines(),
            samples,
            mapper.classes().stream().map(c -> new MapPicture.Entry(c.name(), c.rgb())).toList());
    this.minerals = EnviWriter.create(files.product("minerals.hdr"), classHeader());
    this.abundances = EnviWriter.create(files.product("abundances.hdr"), abundanceHeader());
    this.flags = EnviWriter.create(files.product("flags.hdr"), flagHeader());
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

  @Override
  public void accept(MappedLines block) {
    int pixels = block.mapped().pixels();
    int[] classes = new int[pixels];
    int[] words = new int[pixels];
    byte[] best = block.mapped().bestClasses();
    for (int pixel = 0; pixel < pixels; pixel++) {
      classes[pixel] = Byte.toUnsignedInt(best[pixel]);
      words[pixel] = block.flags(pixel);
    }
    minerals.append(classes, block.lines());
    flags.append(words, block.lines());
    abundances.append(block.mapped().abundances(), block.lines());
    falseColour.add(block.reflectance());
    picture.add(block.firstLine(), block.lines(), classes);
    tally.add(block.mapped(), block.firstLine(), samples);
    lines += block.lines();
  }

  /** Lines accepted so far. */
  int lines() {
    return lines;
  }

  /** Gives all files their names. */
  void commit(Provenance provenance) {
    minerals.commit();
    abundances.commit();
    flags.commit();
    falseColour.write(files.product("false-colour.png"));
    picture.write(files.product("minerals.png"));
    DownholeTable.write(files.product("downhole.csv"), tally);
    List<ScanProduct> made =
        List.of(
            new MineralMap(provenance, lines, samples, mapper.classes()),
            new AbundanceMap(
                provenance, lines, samples, mapper.componentNames(), tally.closureMaxError()));
    Map<String, Object> told = new LinkedHashMap<>();
    made.forEach(product -> told.put(file(product), ProvenanceForm.of(product.provenance())));
    JsonFile.write(files.product("provenance.json"), told);
  }

  /** The file that holds a product's values. */
  private static String file(ScanProduct product) {
    return switch (product) {
      case MineralMap map -> "minerals.hdr";
      case AbundanceMap map -> "abundances.hdr";
    };
  }

  @Override
  public void close() {
    minerals.close();
    abundances.close();
    flags.close();
  }
}
