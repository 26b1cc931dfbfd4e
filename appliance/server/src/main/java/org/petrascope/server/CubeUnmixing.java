package org.petrascope.server;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.petrascope.formats.DiskSpace;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.EnviLayout;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.EnviType;
import org.petrascope.formats.EnviWriter;
import org.petrascope.formats.Interleave;
import org.petrascope.formats.MapPicture;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.ReflectanceCube;
import org.petrascope.spectral.Unmixer;
import org.petrascope.spectral.Wavelengths;

/**
 * Unmixes a cube of any length, a block of lines at a time, into a folder: {@code abundances.hdr},
 * {@code rmse.hdr}, {@code flags.hdr} and the endmember of most in every pixel, {@code
 * minerals.hdr} with its picture. For one thread.
 */
final class CubeUnmixing {
  private static final String NONE = "no measurement";
  private static final int NONE_RGB = 0x888888;

  private static final Set<String> NAMES =
      Set.of(
          "minerals.hdr",
          "minerals.img",
          "minerals.png",
          "abundances.hdr",
          "abundances.img",
          "flags.hdr",
          "flags.img",
          "rmse.hdr",
          "rmse.img");

  private final EnviReader reader;
  private final Wavelengths wavelengths;
  private final Unmixer unmixer;
  private final Path folder;

  CubeUnmixing(EnviReader reader, Endmembers endmembers, Path folder) {
    this.reader = reader;
    this.wavelengths =
        endmembers.needWavelengths()
            ? reader.requireWavelengths()
            : reader.wavelengths().orElseGet(() -> bandNumbers(reader.shape().bands()));
    this.unmixer = endmembers.on(wavelengths, reader.header().badBands());
    this.folder = folder;
  }

  /** An axis for a cube that states none, when endmembers are given band by band. */
  private static Wavelengths bandNumbers(int bands) {
    return Wavelengths.ofNanometres(IntStream.range(1000, 1000 + bands).asDoubleStream().toArray());
  }

  Unmixer unmixer() {
    return unmixer;
  }

  /** Does it; when it fails no new file is left behind. */
  void run(IntConsumer progress) {
    CubeShape shape = reader.shape();
    int count = unmixer.endmembers().size();
    OutputPaths.makeFolder(folder);
    DiskSpace.require("the result", shape.pixels() * (4L * count + 7), folder);
    MapPicture picture = new MapPicture(shape.lines(), shape.samples(), palette());
    try (EnviWriter abundances =
            writer("abundances.hdr", count, EnviType.FLOAT32, "Fractions of the endmembers");
        EnviWriter rmse = writer("rmse.hdr", 1, EnviType.FLOAT32, "What the mixture leaves over");
        EnviWriter flags = writer("flags.hdr", 1, EnviType.UINT16, flagLegend());
        EnviWriter most = EnviWriter.create(folder.resolve("minerals.hdr"), classHeader())) {
      for (int line = 0; line < shape.lines(); line += reader.blockLines()) {
        int lines = Math.min(reader.blockLines(), shape.lines() - line);
        Unmixer.Fractions fractions = unmixer.unmix(block(line, lines));
        abundances.append(fractions.abundances(), lines);
        rmse.append(fractions.rmse(), lines);
        flags.append(fractions.flags(), lines);
        int[] classes = strongest(fractions.abundances(), count);
        most.append(classes, lines);
        picture.add(line, lines, classes);
        progress.accept(line + lines);
      }
      for (EnviWriter writer : List.of(abundances, rmse, flags, most)) {
        writer.commit();
      }
      picture.write(folder.resolve("minerals.png"));
      OutputPaths.removeOtherResults(folder, NAMES);
    }
  }

  private ReflectanceCube block(int line, int lines) {
    CubeShape shape = reader.shape().withLines(lines);
    float[] bip = new float[Math.toIntExact(shape.values())];
    reader.values(line, lines, bip);
    return Calibration.stored(shape, line, wavelengths, bip);
  }

  private EnviWriter writer(String file, int bands, EnviType type, String description) {
    CubeShape shape = new CubeShape(0, reader.shape().samples(), bands);
    EnviHeader header =
        EnviHeader.of(EnviLayout.of(shape, Interleave.BIP, type)).withDescription(description);
    return EnviWriter.create(
        folder.resolve(file),
        bands > 1 ? header.with(EnviHeader.Names.BANDS, unmixer.endmembers()) : header);
  }

  private static String flagLegend() {
    return Arrays.stream(PixelFlag.values())
        .map(flag -> flag.bit() + " " + flag.label())
        .collect(Collectors.joining("; ", "Sum of what must be known of a pixel: ", ""));
  }

  private EnviHeader classHeader() {
    CubeShape shape = new CubeShape(0, reader.shape().samples(), 1);
    List<MapPicture.Entry> palette = palette();
    return EnviHeader.of(EnviLayout.of(shape, Interleave.BIP, EnviType.UINT8))
        .withDescription("Endmember of most in every pixel")
        .withClasses(
            palette.stream().map(MapPicture.Entry::label).toList(),
            palette.stream().mapToInt(MapPicture.Entry::rgb).toArray());
  }

  private List<MapPicture.Entry> palette() {
    List<String> names = unmixer.endmembers();
    return IntStream.rangeClosed(0, names.size())
        .mapToObj(
            i ->
                i == 0
                    ? new MapPicture.Entry(NONE, NONE_RGB)
                    : new MapPicture.Entry(names.get(i - 1), hue(i - 1, names.size())))
        .toList();
  }

  /** Hues at equal distances. */
  private static int hue(int index, int count) {
    return java.awt.Color.HSBtoRGB((float) index / count, 0.75f, 0.9f) & 0xffffff;
  }

  /** Class of every pixel: 0 where there is no measurement, else one plus the endmember. */
  private static int[] strongest(float[] abundances, int count) {
    int[] classes = new int[abundances.length / count];
    Arrays.setAll(classes, pixel -> strongest(abundances, pixel * count, count));
    return classes;
  }

  private static int strongest(float[] abundances, int offset, int count) {
    if (Float.isNaN(abundances[offset])) {
      return 0;
    }
    int best = 0;
    for (int i = 1; i < count; i++) {
      best = abundances[offset + i] > abundances[offset + best] ? i : best;
    }
    return best + 1;
  }
}
