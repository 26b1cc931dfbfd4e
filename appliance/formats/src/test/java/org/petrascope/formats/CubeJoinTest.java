package org.petrascope.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.SpectralException;
import org.petrascope.spectral.Wavelengths;

class CubeJoinTest {
  private static final Wavelengths VNIR =
      Wavelengths.ofNanometres(new double[] {500, 700, 900, 980, 1010});
  private static final Wavelengths SWIR =
      Wavelengths.ofNanometres(new double[] {970, 1000, 1500, 2200});
  private static final int LINES = 260;
  private static final int SAMPLES = 200;

  /** How far the second camera's first pixel lies behind the first's. */
  private static final int LINE_OFFSET = 6;

  private static final int SAMPLE_OFFSET = -4;

  @TempDir Path folder;

  private final float[] rock = rock();

  /** Brightness with bumps of about four pixels, with a margin around the cameras' fields. */
  private static float[] rock() {
    SplittableRandom random = new SplittableRandom(3);
    int width = SAMPLES + 40;
    float[] grains = new float[(LINES + 40) * width];
    for (int at = 0; at < grains.length; at++) {
      grains[at] = (float) random.nextDouble();
    }
    float[] smooth = new float[grains.length];
    for (int at = 3 * width + 3; at < grains.length - 3 * width - 3; at++) {
      for (int line = -2; line <= 2; line++) {
        for (int sample = -2; sample <= 2; sample++) {
          smooth[at] += grains[at + line * width + sample] / 25;
        }
      }
    }
    return smooth;
  }

  private float brightness(int line, int sample) {
    return rock[(line + 20) * (SAMPLES + 40) + sample + 20];
  }

  private Path cube(
      String name, Wavelengths bands, BitSet bad, float gain, int line0, int sample0) {
    Path file = folder.resolve(name + ".hdr");
    CubeShape shape = new CubeShape(LINES, SAMPLES, bands.count());
    EnviHeader header =
        EnviHeader.of(EnviLayout.of(shape, Interleave.BIP, EnviType.FLOAT32))
            .with(bands)
            .with("reflectance scale factor", "1")
            .withBadBands(bad);
    SplittableRandom random = new SplittableRandom(bands.count());
    try (EnviWriter writer = EnviWriter.create(file, header)) {
      float[] line = new float[shape.lineValues()];
      for (int i = 0; i < LINES; i++) {
        for (int at = 0; at < line.length; at++) {
          float grey = brightness(i - line0, at / bands.count() - sample0);
          line[at] = gain * grey + (float) (0.0005 * random.nextGaussian());
        }
        writer.append(line, 1);
      }
      writer.commit();
    }
    return file;
  }

  private CubeJoin.Job job(OptionalDouble seamNm, boolean matched) {
    BitSet bad = new BitSet();
    bad.set(4);
    return new CubeJoin.Job(
        cube("vnir", VNIR, bad, 1, 0, 0),
        cube("swir", SWIR, new BitSet(), 1.1f, LINE_OFFSET, SAMPLE_OFFSET),
        seamNm,
        matched,
        folder.resolve("joined.hdr"));
  }

  @Test
  void secondCameraIsLaidOverTheFirstAndTheStepIsStated() {
    CubeJoin.Outcome outcome = CubeJoin.run(job(OptionalDouble.empty(), false), _ -> {});
    assertEquals(LINE_OFFSET, outcome.grid().transform().line(100, 100) - 100, 0.05);
    assertEquals(SAMPLE_OFFSET, outcome.grid().transform().sample(100, 100) - 100, 0.05);
    assertEquals(975, outcome.seamNm());
    assertEquals(0.1, outcome.step().relative(), 0.002);
    assertEquals(1, outcome.gain());
    double outside = LINES * SAMPLES - (LINES - LINE_OFFSET) * (SAMPLES + SAMPLE_OFFSET);
    assertEquals(outside, (double) outcome.pixelsAlone(), LINES + SAMPLES);
    try (EnviReader joined = EnviReader.open(folder.resolve("joined.hdr"))) {
      assertEquals(
          List.of(500.0, 700.0, 900.0, 1000.0, 1500.0, 2200.0),
          Arrays.stream(joined.requireWavelengths().centresNm()).boxed().toList());
      float[] spectrum = joined.spectrum(120, 90);
      float grey = brightness(120, 90);
      for (int band = 0; band < 6; band++) {
        assertEquals(band < 3 ? grey : 1.1f * grey, spectrum[band], 0.006f, "band " + band);
      }
      float[] alone = joined.spectrum(LINES - 1, 90);
      assertEquals(brightness(LINES - 1, 90), alone[0], 0.003f);
      assertTrue(Float.isNaN(alone[5]));
      assertEquals("975.0000", joined.header().field("seam wavelength").orElse(""));
      assertEquals(0.1, Double.parseDouble(joined.header().field("seam step").orElse("")), 0.002);
      assertTrue(joined.header().field("registration").orElse("").contains("tiles agree within"));
    }
  }

  @Test
  void matchedCameraHasNoStepLeft() {
    CubeJoin.Outcome outcome = CubeJoin.run(job(OptionalDouble.of(978), true), _ -> {});
    assertEquals(1 / 1.1, outcome.gain(), 0.002);
    try (EnviReader joined = EnviReader.open(folder.resolve("joined.hdr"))) {
      assertEquals(brightness(50, 60), joined.spectrum(50, 60)[5], 0.006f);
    }
  }

  @Test
  void longerWavelengthsMayBeTheGrid() {
    CubeJoin.Job job = job(OptionalDouble.empty(), true);
    Path grid = job.other();
    Path laidOver = job.reference();
    CubeJoin.Outcome outcome =
        CubeJoin.run(new CubeJoin.Job(grid, laidOver, job.seamNm(), true, job.out()), _ -> {});
    assertEquals(-LINE_OFFSET, outcome.grid().transform().line(100, 100) - 100, 0.05);
    assertEquals(1.1, outcome.gain(), 0.002);
    try (EnviReader joined = EnviReader.open(job.out())) {
      float[] spectrum = joined.spectrum(120 + LINE_OFFSET, 90 + SAMPLE_OFFSET);
      assertEquals(1.1f * brightness(120, 90), spectrum[0], 0.006f);
      assertEquals(1.1f * brightness(120, 90), spectrum[5], 0.006f);
    }
  }

  @Test
  void nothingIsLeftBehindWhenItFails() throws IOException {
    CubeJoin.Job job = job(OptionalDouble.of(1400), false);
    assertThrows(SpectralException.class, () -> CubeJoin.run(job, _ -> {}));
    assertTrue(Files.notExists(job.out()));
    assertTrue(Files.notExists(folder.resolve("joined.img")));
    CubeJoin.Job over =
        new CubeJoin.Job(
            job.reference(), job.other(), OptionalDouble.empty(), false, job.reference());
    String refused =
        assertThrows(FormatException.class, () -> CubeJoin.run(over, _ -> {})).getMessage();
    assertTrue(refused.endsWith("is an input of the join: choose another name for the result"));
  }
}
