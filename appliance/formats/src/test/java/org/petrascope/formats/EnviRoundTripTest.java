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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
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

  @Property(tries = 300)
  void everyTypeInterleaveAndByteOrderComesBack(
      @ForAll EnviType type,
      @ForAll Interleave interleave,
      @ForAll boolean bigEndian,
      @ForAll @IntRange(min = 1, max = 7) int lines,
      @ForAll @IntRange(min = 1, max = 9) int samples,
      @ForAll @IntRange(min = 1, max = 6) int bands,
      @ForAll @IntRange(min = 0, max = 33) int headerOffset,
      @ForAll long seed) {
    CubeShape shape = new CubeShape(lines, samples, bands);
    double[] values = new double[(int) shape.values()];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = exactlyStorable(type, random);
    }
    EnviLayout layout =
        new EnviLayout(
            shape,
            interleave,
            type,
            bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
            headerOffset);
    Path header = folder.resolve("cube.hdr");
    try (EnviWriter writer = EnviWriter.create(header, EnviHeader.of(layout))) {
      int first = lines / 2;
      writer.append(values, first);
      writer.append(
          Arrays.copyOfRange(values, first * shape.lineValues(), values.length), lines - first);
      writer.commit();
    }

    float[] expected = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      expected[i] = (float) values[i];
    }
    try (EnviReader reader = EnviReader.open(header)) {
      float[] read = new float[values.length];
      reader.values(0, lines, read);
      assertArrayEquals(expected, read);
      int line = random.nextInt(lines);
      int sample = random.nextInt(samples);
      int at = (line * samples + sample) * bands;
      assertArrayEquals(
          Arrays.copyOfRange(expected, at, at + bands), reader.spectrum(line, sample));
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
  void rawLinesComeBackFromAnyInterleave(
      @ForAll Interleave interleave,
      @ForAll boolean bigEndian,
      @ForAll @IntRange(min = 1, max = 5) int lines,
      @ForAll @IntRange(min = 1, max = 9) int samples,
      @ForAll @IntRange(min = 1, max = 6) int bands,
      @ForAll long seed) {
    CubeShape shape = new CubeShape(lines, samples, bands);
    short[] dn = new short[(int) shape.values()];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < dn.length; i++) {
      dn[i] = (short) random.nextInt(65_536);
    }
    EnviLayout layout =
        new EnviLayout(
            shape,
            interleave,
            EnviType.UINT16,
            bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
            0);
    Path header = folder.resolve("raw.hdr");
    try (EnviWriter writer = EnviWriter.create(header, EnviHeader.of(layout))) {
      writer.append(RawCube.over(shape, 0, dn));
      writer.commit();
    }
    try (EnviReader reader = EnviReader.open(header)) {
      assertArrayEquals(dn, reader.raw(0, lines).bil());
      assertEquals(shape, reader.shape());
    }
  }
}
