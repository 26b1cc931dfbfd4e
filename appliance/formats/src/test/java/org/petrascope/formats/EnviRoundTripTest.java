package org.petrascope.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.RawCube;

class EnviRoundTripTest {
  private Path folder = Path.of("");

  @BeforeProperty
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("petrascope-envi");
  }

  @AfterProperty
  void removeFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  @Provide
  Arbitrary<EnviLayout> layouts() {
    Arbitrary<CubeShape> shapes =
        Combinators.combine(
                Arbitraries.integers().between(1, 7),
                Arbitraries.integers().between(1, 9),
                Arbitraries.integers().between(1, 6))
            .as(CubeShape::new);
    return Combinators.combine(
            shapes,
            Arbitraries.of(Interleave.class),
            Arbitraries.of(EnviType.class),
            Arbitraries.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN),
            Arbitraries.longs().between(0, 33))
        .as(EnviLayout::new);
  }

  @Property(tries = 300)
  void everyTypeInterleaveAndByteOrderComesBack(
      @ForAll("layouts") EnviLayout layout, @ForAll long seed) {
    CubeShape shape = layout.shape();
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[(int) shape.values()];
    Arrays.setAll(values, i -> exactlyStorable(layout.type(), random));
    Path header = folder.resolve("cube.hdr");
    try (EnviWriter writer = EnviWriter.create(header, EnviHeader.of(layout))) {
      int first = shape.lines() / 2;
      writer.append(values, first);
      writer.append(
          Arrays.copyOfRange(values, first * shape.lineValues(), values.length),
          shape.lines() - first);
      writer.commit();
    }

    float[] expected = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      expected[i] = (float) values[i];
    }
    try (EnviReader reader = EnviReader.open(header)) {
      float[] read = new float[values.length];
      reader.values(0, shape.lines(), read);
      assertArrayEquals(expected, read);
      int line = random.nextInt(shape.lines());
      int sample = random.nextInt(shape.samples());
      int at = (line * shape.samples() + sample) * shape.bands();
      assertArrayEquals(
          Arrays.copyOfRange(expected, at, at + shape.bands()), reader.spectrum(line, sample));
    }
  }

  private static double exactlyStorable(EnviType type, SplittableRandom random) {
    return switch (type) {
      case UINT8 -> random.nextInt(256);
      case INT16 -> random.nextInt(-32_768, 32_768);
      case UINT16 -> random.nextInt(65_536);
      case INT32 -> random.nextInt();
      case UINT32 -> random.nextLong(1L << 32);
      case INT64 -> random.nextLong(-(1L << 53), 1L << 53);
      case UINT64 -> random.nextLong(1L << 53) * 2048.0;
      case FLOAT32 -> (float) random.nextDouble(-2, 2);
      case FLOAT64 -> random.nextDouble(-2, 2);
    };
  }

  @Property(tries = 100)
  void rawLinesComeBackFromAnyInterleave(@ForAll("layouts") EnviLayout any, @ForAll long seed) {
    CubeShape shape = any.shape();
    EnviLayout layout =
        new EnviLayout(
            shape, any.interleave(), EnviType.UINT16, any.byteOrder(), any.headerOffset());
    short[] dn = new short[(int) shape.values()];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < dn.length; i++) {
      dn[i] = (short) random.nextInt(65_536);
    }
    Path header = folder.resolve("raw.hdr");
    try (EnviWriter writer = EnviWriter.create(header, EnviHeader.of(layout))) {
      writer.append(RawCube.over(shape, 0, dn));
      writer.commit();
    }
    try (EnviReader reader = EnviReader.open(header)) {
      assertArrayEquals(dn, reader.raw(0, shape.lines()).bil());
      assertEquals(shape, reader.shape());
    }
  }
}
