package org.petrascope.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.RawCube;
import org.petrascope.spectral.Wavelengths;

class EnviFileTest {
  private static final Wavelengths SENSOR =
      Wavelengths.ofNanometres(new double[] {1000, 1500, 2000});

  @TempDir Path folder;

  private Path cube(String name, EnviHeader header, float... bip) {
    Path file = folder.resolve(name + ".hdr");
    try (EnviWriter writer = EnviWriter.create(file, header)) {
      writer.append(bip, bip.length / header.layout().shape().lineValues());
      writer.commit();
    }
    return file;
  }

  private static EnviHeader floats(int samples, int bands) {
    return EnviHeader.of(
        EnviLayout.of(new CubeShape(0, samples, bands), Interleave.BIP, EnviType.FLOAT32));
  }

  @Test
  void valuesAreScaledAndWhatIsNoMeasurementIsNaN() {
    EnviHeader header =
        floats(1, 3)
            .with(SENSOR)
            .with("reflectance scale factor", "10000")
            .with("data ignore value", "-1.23e+034")
            .withBadBands(BitSet.valueOf(new long[] {0b010}));
    Path file = cube("scaled", header, 5000, 4000, -1.23e34f);
    try (EnviReader reader = EnviReader.open(file)) {
      assertArrayEquals(new float[] {0.5f, Float.NaN, Float.NaN}, reader.spectrum(0, 0));
    }
  }

  @Test
  void spectrumIsSortedByWavelength() throws IOException {
    Path file = cube("unsorted", floats(2, 3).with(SENSOR), 1, 2, 3, 4, 5, 6);
    String text =
        Files.readString(file)
            .replaceAll("\\{\\s*1000.0, 1500.0, 2000.0\\s*}", "{1500, 2000, 1000}");
    Files.writeString(file, text);
    try (EnviReader reader = EnviReader.open(file)) {
      assertArrayEquals(new float[] {3, 1, 2}, reader.spectrum(0, 0));
      assertArrayEquals(new double[] {1000, 1500, 2000}, reader.requireWavelengths().centresNm());
    }
  }

  @Test
  void dataFileMayBeNamedInsteadOfItsHeaderAndNeedNoExtension() throws IOException {
    cube("scene", floats(1, 3).with(SENSOR), 1, 2, 3);
    Path bare = Files.move(folder.resolve("scene.img"), folder.resolve("scene"));
    for (Path named : List.of(bare, folder.resolve("scene.hdr"))) {
      try (EnviReader reader = EnviReader.open(named)) {
        assertArrayEquals(new float[] {1, 2, 3}, reader.spectrum(0, 0));
      }
    }
  }

  @Test
  void cutShortFileIsRefusedAndItsWholeLinesCanBeRecovered() throws IOException {
    Path file = cube("cut", floats(1, 3).with(SENSOR), 1, 2, 3, 4, 5, 6, 7, 8, 9);
    Path data = folder.resolve("cut.img");
    Files.write(data, Arrays.copyOf(Files.readAllBytes(data), 30));

    FormatException refusal = assertThrows(FormatException.class, () -> EnviReader.open(file));
    assertEquals(
        data
            + " is cut short: it has 30 bytes (2 whole lines), the header states 3 lines x 1"
            + " samples x 3 bands of FLOAT32, 36 bytes: copy the file again, or take its whole"
            + " lines with --recover",
        refusal.getMessage());
    try (EnviReader reader = EnviReader.recover(file)) {
      assertEquals(new CubeShape(2, 1, 3), reader.shape());
      assertArrayEquals(new float[] {4, 5, 6}, reader.spectrum(1, 0));
      assertEquals(
          List.of("cut.img holds 2 of 3 lines that " + file + " states: these are read"),
          reader.notes());
    }
  }

  @Test
  void headerThatStatesLessThanTheFileHoldsIsRefusedEvenForRecovery() throws IOException {
    Path file = cube("lie", floats(1, 3).with(SENSOR), 1, 2, 3, 4, 5, 6);
    Files.writeString(file, Files.readString(file).replace("lines = 2", "lines = 1"));
    assertThrows(FormatException.class, () -> EnviReader.open(file));
    assertThrows(FormatException.class, () -> EnviReader.recover(file));
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    Path missing = folder.resolve("missing.hdr");
    assertEquals(
        "cannot read " + missing + ": it does not exist; check its name",
        assertThrows(FormatException.class, () -> EnviReader.open(missing)).getMessage());
    Path file = cube("alone", floats(1, 3).with(SENSOR), 1, 2, 3);
    Files.delete(folder.resolve("alone.img"));
    assertEquals(
        file + " has no data file: alone.raw, .img or .dat is expected next to it",
        assertThrows(FormatException.class, () -> EnviReader.open(file)).getMessage());
  }

  @Test
  void uncommittedCubeLeavesNothing() throws IOException {
    Path file = folder.resolve("never.hdr");
    try (EnviWriter writer = EnviWriter.create(file, floats(1, 3))) {
      writer.append(new float[] {1, 2, 3}, 1);
    }
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void committedCubeReplacesTheOneBefore() throws IOException {
    cube("twice", floats(1, 3).with(SENSOR), 1, 2, 3, 4, 5, 6);
    Path file = cube("twice", floats(1, 3).with(SENSOR), 7, 8, 9);
    try (EnviReader reader = EnviReader.open(file)) {
      assertEquals(1, reader.shape().lines());
      assertArrayEquals(new float[] {7, 8, 9}, reader.spectrum(0, 0));
    }
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void valueThatDoesNotFitItsTypeIsRefused() {
    EnviHeader bytes =
        EnviHeader.of(EnviLayout.of(new CubeShape(0, 1, 1), Interleave.BIP, EnviType.UINT8));
    try (EnviWriter writer = EnviWriter.create(folder.resolve("bytes.hdr"), bytes)) {
      assertThrows(IllegalArgumentException.class, () -> writer.append(new int[] {256}, 1));
      assertThrows(IllegalArgumentException.class, () -> writer.append(new float[] {Float.NaN}, 1));
    }
  }

  @Test
  void recordingThatWasCutOffKeepsEveryLineThatWasWritten() throws IOException {
    Path file = folder.resolve("box.hdr");
    AcquisitionConditions conditions =
        AcquisitionConditions.UNSTATED.withExposureMs(5).withSaturationDn(3592).withGain(0);
    RawWriter writer = RawWriter.create(file, new CubeShape(9, 2, 3), SENSOR, conditions);
    writer.append(new short[] {1, 2, 3, 4, 5, 6}, 0);
    writer.append(new short[] {0, 7, 8, 9, 10, 11, 12}, 1);
    writer.sync();
    // No finish: this is what a crash leaves, here with half a line behind it.
    writer.close();
    Files.write(folder.resolve("box.raw"), new byte[5], StandardOpenOption.APPEND);

    assertTrue(
        assertThrows(FormatException.class, () -> EnviReader.open(file))
            .getMessage()
            .endsWith("states no lines: the recording was not finished; recover it first"));
    try (EnviReader reader = EnviReader.recover(file)) {
      assertEquals(2, reader.shape().lines());
      assertArrayEquals(new short[] {7, 8, 9, 10, 11, 12}, reader.raw(1, 1).bil());
      assertEquals(conditions, reader.header().conditions());
    }
  }

  @Test
  void lostFrameBecomesNanLine() {
    Path file = folder.resolve("lossy.hdr");
    BitSet lost = BitSet.valueOf(new long[] {0b10});
    try (RawWriter writer =
        RawWriter.create(file, new CubeShape(2, 1, 3), SENSOR, AcquisitionConditions.UNSTATED)) {
      writer.append(new short[] {1, 2, 3}, 0);
      writer.append(new short[3], 0);
      writer.finish(lost);
    }
    try (EnviReader reader = EnviReader.open(file)) {
      RawCube block = reader.raw(0, 2);
      assertFalse(block.lost(0));
      assertTrue(block.lost(1));
      assertTrue(reader.reflectance(1, 1).lost(0));
      assertArrayEquals(new float[] {Float.NaN, Float.NaN, Float.NaN}, reader.spectrum(1, 0));
    }
  }

  @Test
  void recordingIsNeverOverwritten() {
    Path file = folder.resolve("once.hdr");
    CubeShape shape = new CubeShape(1, 1, 3);
    RawWriter.create(file, shape, SENSOR, AcquisitionConditions.UNSTATED).close();
    FormatException refusal =
        assertThrows(
            FormatException.class,
            () -> RawWriter.create(file, shape, SENSOR, AcquisitionConditions.UNSTATED));
    assertEquals(
        "cannot write " + file + ": it exists already; choose another name", refusal.getMessage());
  }

  @Test
  void reflectanceIsNotTakenForRawData() {
    Path file = cube("reflectance", floats(1, 3).with(SENSOR), 0.1f, 0.2f, 0.3f);
    try (EnviReader reader = EnviReader.open(file)) {
      assertEquals(
          file + " holds FLOAT32 values, raw data are whole numbers: name the raw file",
          assertThrows(FormatException.class, () -> reader.raw(0, 1)).getMessage());
    }
  }
}
