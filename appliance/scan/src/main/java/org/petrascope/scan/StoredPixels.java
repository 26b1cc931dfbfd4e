package org.petrascope.scan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.FormatException;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.MappedBlock;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.RawCube;

/**
 * The products of a finished scan, to be compared with lines that were made again. For one thread.
 */
final class StoredPixels implements AutoCloseable {
  private final Deque<EnviReader> opened = new ArrayDeque<>();
  private final ScanFiles files;
  private final CubeShape shape;
  private final EnviReader minerals;
  private final EnviReader flags;
  private final Map<String, EnviReader> amounts = new LinkedHashMap<>();

  /** Opens the products that this mapper makes of a cube of this shape. */
  StoredPixels(ScanFiles files, CubeShape shape, PixelMapper mapper) {
    this.files = files;
    this.shape = shape;
    minerals = open(MapFiles.MINERALS, 1);
    flags = open(MapFiles.FLAGS, 1);
    List<String> names = new ArrayList<>(List.of(MapFiles.ABUNDANCES));
    if (mapper.intervals()) {
      names.addAll(List.of(MapFiles.LOWER, MapFiles.UPPER));
    }
    for (String name : names) {
      amounts.put(name, open(name, mapper.componentNames().size()));
    }
  }

  private EnviReader open(String name, int bands) {
    try {
      EnviReader reader = EnviReader.open(files.product(name));
      opened.push(reader);
      CubeShape expected = new CubeShape(shape.lines(), shape.samples(), bands);
      if (!reader.shape().equals(expected)) {
        throw new FormatException(
            "%s has %s, its raw lines give %s: restore it from its copy"
                .formatted(files.product(name), reader.shape(), expected));
      }
      return reader;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What is stored of these lines. */
  Block lines(int first, int count) {
    Map<String, float[]> values = new LinkedHashMap<>();
    amounts.forEach(
        (name, reader) -> {
          float[] bip = new float[count * reader.shape().lineValues()];
          reader.values(first, count, bip);
          values.put(name, bip);
        });
    return new Block(minerals.raw(first, count), flags.raw(first, count), values);
  }

  /** Stored lines; pixels count as in lines that were made again. */
  static final class Block {
    private final RawCube minerals;
    private final RawCube flags;
    private final Map<String, float[]> amounts;

    private Block(RawCube minerals, RawCube flags, Map<String, float[]> amounts) {
      this.minerals = minerals;
      this.flags = flags;
      this.amounts = amounts;
    }

    /** The first difference of a pixel that was made again; empty when every bit is the same. */
    Optional<String> difference(MappedLines again, int pixel) {
      MappedBlock mapped = again.mapped();
      int line = pixel / again.samples();
      int sample = pixel % again.samples();
      int best = Byte.toUnsignedInt(mapped.bestClasses()[pixel]);
      List<Optional<String>> found = new ArrayList<>();
      found.add(whole(MapFiles.MINERALS, minerals.dn(line, sample, 0), best));
      found.add(whole(MapFiles.FLAGS, flags.dn(line, sample, 0), again.flags(pixel)));
      found.add(amounts(MapFiles.ABUNDANCES, mapped.abundances(), again, pixel));
      mapped
          .intervals()
          .ifPresent(
              ends -> {
                found.add(amounts(MapFiles.LOWER, ends.lower(), again, pixel));
                found.add(amounts(MapFiles.UPPER, ends.upper(), again, pixel));
              });
      return found.stream().flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> whole(String product, int stored, int again) {
      return stored == again
          ? Optional.empty()
          : Optional.of("%s holds %d, made again it is %d".formatted(product, stored, again));
    }

    /** Not a number is one value, whatever its bits. */
    private Optional<String> amounts(String product, float[] again, MappedLines lines, int pixel) {
      float[] stored = amounts.getOrDefault(product, new float[0]);
      List<String> components = lines.mapped().components();
      for (int i = 0; i < components.size(); i++) {
        int at = pixel * components.size() + i;
        if (Float.floatToIntBits(stored[at]) != Float.floatToIntBits(again[at])) {
          return Optional.of(
              "%s holds %s of %s, made again it is %s"
                  .formatted(product, stored[at], components.get(i), again[at]));
        }
      }
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    opened.forEach(EnviReader::close);
    opened.clear();
  }
}
