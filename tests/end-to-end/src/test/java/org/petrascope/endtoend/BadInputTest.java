package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with the input: one plain sentence, exit 1, and nothing half-written. */
class BadInputTest {
  private static final int SAMPLES = 4;
  private static final int BANDS = 3;

  @TempDir Path folder;
  private Path results;

  @BeforeEach
  void makeResultsFolder() throws IOException {
    results = Files.createDirectory(folder.resolve("results"));
  }

  private Path raw(String name, int lines, int samples, String extra) throws IOException {
    Path hdr = folder.resolve(name + ".hdr");
    Files.writeString(
        hdr,
        """
        ENVI
        samples = %d
        lines = %d
        bands = %d
        header offset = 0
        data type = 12
        interleave = bil
        byte order = 0
        wavelength units = nm
        wavelength = { 2100, 2200, 2300 }
        %s"""
            .formatted(samples, lines, BANDS, extra));
    ByteBuffer data =
        ByteBuffer.allocate(lines * samples * BANDS * 2).order(ByteOrder.LITTLE_ENDIAN);
    int level = name.startsWith("dark") ? 100 : name.startsWith("white") ? 4000 : 2000;
    while (data.hasRemaining()) {
      data.putShort((short) level);
    }
    Files.write(folder.resolve(name + ".raw"), data.array());
    return hdr;
  }

  private String refused(String... arguments) throws Exception {
    var ended = Appliance.run(arguments);
    assertEquals(1, ended.exit(), ended.err());
    assertEquals("", ended.out());
    assertFalse(ended.err().contains("\tat "), ended.err());
    assertEquals(1, ended.err().strip().lines().count(), ended.err());
    return ended.sentence();
  }

  private String calibrationRefused(Path raw, Path dark, Path white) throws Exception {
    String sentence =
        refused(
            "calibrate",
            "--raw",
            raw.toString(),
            "--dark",
            dark.toString(),
            "--white",
            white.toString(),
            "--out",
            results.resolve("r.hdr").toString());
    try (Stream<Path> left = Files.list(results)) {
      assertEquals(List.of(), left.toList(), sentence);
    }
    return sentence;
  }

  @Test
  void goodInputIsCalibrated() throws Exception {
    var ended =
        Appliance.run(
            "calibrate",
            "--raw",
            raw("scan", 5, SAMPLES, "").toString(),
            "--dark",
            raw("dark", 2, SAMPLES, "").toString(),
            "--white",
            raw("white", 2, SAMPLES, "").toString(),
            "--out",
            results.resolve("r.hdr").toString());
    assertEquals(0, ended.exit(), ended.err());
    assertEquals(1900.0 / 3900, new EnviImage(results.resolve("r.hdr")).at(4, 3, 2), 1e-6);
  }

  @Test
  void fileThatIsCutShortIsNamedWithBothCounts() throws Exception {
    Path scan = raw("scan", 5, SAMPLES, "");
    Path data = folder.resolve("scan.raw");
    Files.write(
        data, java.util.Arrays.copyOf(Files.readAllBytes(data), 3 * SAMPLES * BANDS * 2 + 5));
    String sentence =
        calibrationRefused(scan, raw("dark", 2, SAMPLES, ""), raw("white", 2, SAMPLES, ""));
    assertTrue(
        sentence.contains("5") && sentence.contains("3") && sentence.contains("--recover"),
        sentence);
  }

  @Test
  void fileThatIsCutShortIsRecoveredWhenAsked() throws Exception {
    Path scan = raw("scan", 5, SAMPLES, "");
    Path data = folder.resolve("scan.raw");
    Files.write(
        data, java.util.Arrays.copyOf(Files.readAllBytes(data), 3 * SAMPLES * BANDS * 2 + 5));
    var ended =
        Appliance.run(
            "calibrate",
            "--recover",
            "--raw",
            scan.toString(),
            "--dark",
            raw("dark", 2, SAMPLES, "").toString(),
            "--white",
            raw("white", 2, SAMPLES, "").toString(),
            "--out",
            results.resolve("r.hdr").toString());
    assertEquals(0, ended.exit(), ended.err());
    assertEquals(3, new EnviImage(results.resolve("r.hdr")).lines);
    assertTrue(ended.err().contains("3 of 5"), ended.err());
  }

  @Test
  void headerThatLiesIsRefused() throws Exception {
    Path scan = raw("scan", 5, SAMPLES, "");
    Files.writeString(scan, Files.readString(scan).replace("samples = 4", "samples = -4"));
    assertTrue(
        calibrationRefused(scan, raw("dark", 2, SAMPLES, ""), raw("white", 2, SAMPLES, ""))
            .contains("samples"));
  }

  @Test
  void headerOfImpossibleSizeIsRefused() throws Exception {
    Path scan = raw("scan", 5, SAMPLES, "");
    Files.writeString(scan, Files.readString(scan).replace("lines = 5", "lines = 2000000000"));
    calibrationRefused(scan, raw("dark", 2, SAMPLES, ""), raw("white", 2, SAMPLES, ""));
  }

  @Test
  void referenceOfAnotherWidthIsRefused() throws Exception {
    String sentence =
        calibrationRefused(
            raw("scan", 5, SAMPLES, ""), raw("dark", 2, 6, ""), raw("white", 2, SAMPLES, ""));
    assertTrue(sentence.contains("6") && sentence.contains("4"), sentence);
  }

  @Test
  void referenceOfAnotherExposureIsRefused() throws Exception {
    String sentence =
        calibrationRefused(
            raw("scan", 5, SAMPLES, "tint = 8.0\n"),
            raw("dark", 2, SAMPLES, "tint = 5.0\n"),
            raw("white", 2, SAMPLES, "tint = 8.0\n"));
    assertTrue(sentence.contains("5.0 ms") && sentence.contains("8.0 ms"), sentence);
  }

  @Test
  void libraryWithoutOverlapIsRefused() throws Exception {
    Path spectra = folder.resolve("spectra.csv");
    Path library = Data.file("usgs-splib07/s07_AV95.hdr");
    Files.writeString(spectra, "id,3500,3510,3520,3530\na,0.1,0.2,0.3,0.4\n");
    Path map = results.resolve("map.csv");
    String sentence =
        refused(
            "map",
            "--spectra",
            spectra.toString(),
            "--library",
            library.toString(),
            "--out",
            map.toString());
    assertTrue(sentence.contains("nm"), sentence);
    assertFalse(Files.exists(map));
  }

  @Test
  void missingFileIsNamed() throws Exception {
    Path scan = raw("scan", 5, SAMPLES, "");
    String sentence =
        calibrationRefused(scan, folder.resolve("nowhere.hdr"), raw("white", 2, SAMPLES, ""));
    assertTrue(sentence.contains("nowhere.hdr"), sentence);
  }

  @Test
  void fullDiskIsSaidAndLeavesNothing() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(mount(small), "a small file system can only be mounted by root");
    try {
      Path scan = raw("scan", 20_000, SAMPLES, "");
      String sentence =
          refused(
              "calibrate",
              "--raw",
              scan.toString(),
              "--dark",
              raw("dark", 2, SAMPLES, "").toString(),
              "--white",
              raw("white", 2, SAMPLES, "").toString(),
              "--out",
              small.resolve("r.hdr").toString());
      assertTrue(sentence.contains("space") || sentence.contains("free"), sentence);
      try (Stream<Path> left = Files.list(small)) {
        assertEquals(List.of(), left.toList());
      }
    } finally {
      new ProcessBuilder("umount", small.toString()).start().waitFor();
    }
  }

  private static boolean mount(Path folder) throws Exception {
    return new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder.toString())
            .start()
            .waitFor()
        == 0;
  }

  @Test
  void wrongUsageEndsWithTwo() throws Exception {
    var ended = Appliance.run("calibrate", "--raw");
    assertEquals(2, ended.exit());
    assertFalse(ended.err().contains("\tat "), ended.err());
  }
}
