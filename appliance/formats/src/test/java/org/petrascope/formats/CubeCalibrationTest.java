package org.petrascope.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.SpectralException;
import org.petrascope.spectral.Wavelengths;

class CubeCalibrationTest {
  private static final Wavelengths SENSOR =
      Wavelengths.ofNanometres(new double[] {1000, 1500, 2000});
  private static final AcquisitionConditions CONDITIONS =
      AcquisitionConditions.UNSTATED.withExposureMs(8).withBinning(1, 2).withDnMax(4095);

  /** The contract is 512 MB beside the JVM's own; the heap is what grows with a cube. */
  private static final long HEAP_MAX = 256_000_000;

  @TempDir Path folder;

  private Path recording(String name, int samples, AcquisitionConditions conditions, int... dn) {
    Path file = folder.resolve(name + ".hdr");
    int lines = dn.length / samples / SENSOR.count();
    short[] bil = new short[dn.length];
    for (int i = 0; i < dn.length; i++) {
      bil[i] = (short) dn[i];
    }
    try (RawWriter writer =
        RawWriter.create(file, new CubeShape(lines, samples, SENSOR.count()), SENSOR, conditions)) {
      for (int line = 0; line < lines; line++) {
        writer.append(bil, line * samples * SENSOR.count());
      }
      writer.finish(new BitSet());
    }
    return file;
  }

  private CubeCalibration.Job job(Path raw, Path dark, Path white) {
    return new CubeCalibration.Job(
        raw, dark, white, Panel.flat("half", 0.5), folder.resolve("R.hdr"));
  }

  private CubeCalibration.Outcome run(CubeCalibration.Job job) {
    return CubeCalibration.run(job, _ -> {});
  }

  private List<String> filesThere() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void reflectanceIsPanelTimesSignalOverWhite() {
    CubeCalibration.Outcome outcome =
        run(
            job(
                recording("box", 2, CONDITIONS, 110, 60, 100, 4095, 120, 50),
                recording("dark", 2, CONDITIONS, 9, 10, 100, 10, 20, 10, 11, 10, 100, 10, 20, 10),
                recording("white", 2, CONDITIONS, 210, 60, 90, 4095, 120, 90)));
    assertEquals(List.of(), outcome.notes());
    assertEquals(1, outcome.blindValues());
    assertEquals(1, outcome.saturatedPixels());
    try (EnviReader reader = EnviReader.open(folder.resolve("R.hdr"))) {
      assertArrayEquals(new float[] {0.25f, Float.NaN, 0.5f}, reader.spectrum(0, 0));
      assertArrayEquals(new float[] {0.5f, 0.5f, 0.25f}, reader.spectrum(0, 1));
      assertEquals(SENSOR, reader.requireWavelengths());
      assertEquals(CONDITIONS, reader.header().conditions());
    }
  }

  @Test
  void referenceOfAnotherExposureIsRefusedAndNothingIsLeft() throws IOException {
    Path raw = recording("box", 1, CONDITIONS, 1, 2, 3);
    Path dark = recording("dark", 1, CONDITIONS.withExposureMs(5), 1, 2, 3);
    List<String> before = filesThere();
    SpectralException refusal =
        assertThrows(SpectralException.class, () -> run(job(raw, dark, raw)));
    assertEquals(
        "dark reference is for 5.0 ms, the scan uses 8.0 ms: capture a new dark (shutter closes by"
            + " itself)",
        refusal.getMessage());
    assertEquals(before, filesThere());
  }

  @Test
  void referenceOfAnotherWidthIsRefusedAndNothingIsLeft() throws IOException {
    Path raw = recording("box", 1, CONDITIONS, 1, 2, 3);
    Path white = recording("white", 2, CONDITIONS, 1, 2, 3, 4, 5, 6);
    List<String> before = filesThere();
    SpectralException refusal =
        assertThrows(SpectralException.class, () -> run(job(raw, raw, white)));
    assertEquals(
        "white reference %s has 2 samples x 3 bands, the scan has 1 x 3: capture a new white with the panel in view"
            .formatted(white),
        refusal.getMessage());
    assertEquals(before, filesThere());
  }

  @Test
  void rawFileThatIsCutShortIsRefusedAndNothingIsLeft() throws IOException {
    Path raw = recording("box", 1, CONDITIONS, 1, 2, 3, 4, 5, 6);
    Path data = folder.resolve("box.raw");
    Files.write(data, Arrays.copyOf(Files.readAllBytes(data), 7));
    List<String> before = filesThere();
    FormatException refusal = assertThrows(FormatException.class, () -> run(job(raw, raw, raw)));
    assertTrue(refusal.getMessage().contains("is cut short: it has 7 bytes (1 whole lines)"));
    assertEquals(before, filesThere());
  }

  @Test
  void rawFileThatIsCutShortIsCalibratedAsFarAsItGoesWhenAsked() throws IOException {
    Path raw = recording("box", 1, CONDITIONS, 1, 2, 3, 4, 5, 6);
    Path dark = recording("dark", 1, CONDITIONS, 0, 0, 0);
    Path white = recording("white", 1, CONDITIONS, 1, 1, 1);
    Path data = folder.resolve("box.raw");
    Files.write(data, Arrays.copyOf(Files.readAllBytes(data), 7));
    CubeCalibration.Outcome outcome =
        run(
            new CubeCalibration.Job(
                raw,
                dark,
                white,
                Panel.perfect(),
                folder.resolve("R.hdr"),
                true,
                Detector.SNR_MIN_DEFAULT));
    assertEquals(
        List.of("box.raw holds 1 of 2 lines that " + raw + " states: these are read"),
        outcome.notes());
    assertEquals(1, outcome.shape().lines());
  }

  @Test
  void referenceMayBeStoredAsItsMean() {
    Path raw = recording("box", 2, CONDITIONS, 10, 20, 30, 40, 50, 60);
    Path dark = recording("dark", 2, CONDITIONS, 0, 0, 0, 0, 0, 0);
    Path white = folder.resolve("white.hdr");
    EnviHeader mean =
        EnviHeader.of(EnviLayout.of(new CubeShape(1, 2, 3), Interleave.BIP, EnviType.FLOAT64))
            .with(CONDITIONS)
            .with(SENSOR);
    try (EnviWriter writer = EnviWriter.create(white, mean)) {
      writer.append(new double[] {10.5, 30.5, 50.5, 20.5, 40.5, 60.5}, 1);
      writer.commit();
    }
    run(job(raw, dark, white));
    try (EnviReader reader = EnviReader.open(folder.resolve("R.hdr"))) {
      float[] expected = {10 / 21f, 30 / 61f, 50 / 101f};
      assertArrayEquals(expected, reader.spectrum(0, 0), 1e-6f);
    }
  }

  @Test
  void inputIsNeverReplacedByTheResult() {
    Path raw = recording("R", 1, CONDITIONS, 1, 2, 3);
    assertEquals(
        raw + " is an input of the calibration: choose another name for the result",
        assertThrows(FormatException.class, () -> run(job(raw, raw, raw))).getMessage());
  }

  @Test
  void cubeOfManyBlocksTakesTheMemoryOfOne() throws IOException {
    assertTrue(heapTaken(1100) < HEAP_MAX);
    assertTrue(Files.size(folder.resolve("R.img")) > 600_000_000);
  }

  @Test
  @Tag("long")
  void cubeOfGigabytesTakesTheMemoryOfOneBlock() throws IOException {
    assertTrue(heapTaken(5300) < HEAP_MAX);
    assertTrue(Files.size(folder.resolve("R.img")) > 3_000_000_000L);
  }

  /** Peak of the heap while so many lines are calibrated, less what was there before. */
  private long heapTaken(int lines) throws IOException {
    int bands = 224;
    Wavelengths sensor = linear(bands);
    CubeShape line = new CubeShape(1, 640, bands);
    Path raw = sparse("long", line.withLines(lines), sensor, 7);
    Path dark = sparse("dark", line, sensor, 0);
    Path white = sparse("white", line, sensor, 14);
    DiskSpace.require("the test", 4L * lines * line.lineValues(), folder);

    Runtime.getRuntime().gc();
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    long before = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    CubeCalibration.Outcome outcome = run(job(raw, dark, white));
    long peak = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();

    assertEquals(lines, outcome.shape().lines());
    try (EnviReader reader = EnviReader.open(folder.resolve("R.hdr"))) {
      assertEquals(0.25f, reader.spectrum(lines - 1, 639)[bands - 1]);
    }
    return peak - before;
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static Wavelengths linear(int bands) {
    double[] nm = new double[bands];
    Arrays.setAll(nm, band -> 1000 + 1500.0 * band / (bands - 1));
    return Wavelengths.ofNanometres(nm);
  }

  /** A recording of zeroes that takes no disk, with one DN everywhere in its last line. */
  private Path sparse(String name, CubeShape shape, Wavelengths sensor, int lastDn)
      throws IOException {
    Path file = folder.resolve(name + ".hdr");
    EnviLayout layout = EnviLayout.of(shape, Interleave.BIL, EnviType.UINT16);
    EnviHeader.of(layout).with(sensor).with(CONDITIONS).write(file);
    try (RandomAccessFile data =
        new RandomAccessFile(folder.resolve(name + ".raw").toFile(), "rw")) {
      byte[] last = new byte[layout.lineBytes()];
      for (int i = 0; i < last.length; i += 2) {
        last[i] = (byte) lastDn;
      }
      data.setLength(layout.fileBytes());
      data.seek(layout.fileBytes() - last.length);
      data.write(last);
    }
    return file;
  }
}
