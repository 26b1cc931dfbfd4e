package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.EnviLayout;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.EnviType;
import org.petrascope.formats.EnviWriter;
import org.petrascope.formats.Interleave;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Wavelengths;

class JoinCommandTest {
  private static final int LINES = 200;
  private static final int SAMPLES = 160;

  @TempDir private Path folder;

  /** Grains of four pixels; the camera's first line lies so many lines into the box. */
  private Path cube(String name, double firstNm, int firstLine, double contrast) {
    Path file = folder.resolve(name);
    Wavelengths bands = Wavelengths.ofNanometres(new double[] {firstNm, firstNm + 300});
    CubeShape shape = new CubeShape(LINES, SAMPLES, bands.count());
    EnviHeader header =
        EnviHeader.of(EnviLayout.of(shape, Interleave.BIP, EnviType.FLOAT32)).with(bands);
    try (EnviWriter writer = EnviWriter.create(file, header)) {
      float[] line = new float[shape.lineValues()];
      for (int i = 0; i < LINES; i++) {
        for (int at = 0; at < line.length; at++) {
          int grain = 1000 * ((i + firstLine) / 4) + at / bands.count() / 4;
          line[at] = (float) (0.4 + contrast * new SplittableRandom(grain).nextDouble());
        }
        writer.append(line, 1);
      }
      writer.commit();
    }
    return file;
  }

  @Test
  void twoCamerasBecomeOneCubeAndTheStepIsSaid() throws IOException {
    Path vnir = cube("vnir.hdr", 700, 8, 0.2);
    Path swir = cube("swir.hdr", 1020, 0, -0.2);
    Path out = folder.resolve("made/joined.hdr");
    Shell said =
        Shell.run("join", "--cube", vnir, "--with", swir, "--seam", "1010", "--out", out, "--json");
    assertEquals(0, said.code(), said.err());
    JsonNode document = Json.MAPPER.readTree(said.out());
    assertEquals(8, document.path("transform").path(0).asDouble(), 0.1);
    assertTrue(document.path("residual_pixels").asDouble() < 0.1, said.out());
    assertEquals(1010, document.path("seam_nm").asDouble());
    // 0.4 + 0.2 r against 0.4 - 0.2 r, r = 0.5 in the median.
    assertEquals(-0.4, document.path("seam_step").asDouble(), 0.05);
    try (EnviReader joined = EnviReader.open(out)) {
      assertEquals(new CubeShape(LINES, SAMPLES, 4), joined.shape());
    }
  }

  @Test
  void seamOutsideEndsWithOneSentence() {
    Path vnir = cube("vnir.hdr", 700, 0, 0.2);
    Path swir = cube("swir.hdr", 1020, 0, 0.2);
    Path out = folder.resolve("joined.hdr");
    Shell said = Shell.run("join", "--cube", vnir, "--with", swir, "--seam", "1300", "--out", out);
    assertEquals(1, said.code());
    assertEquals(1, said.err().lines().count(), said.err());
    assertTrue(said.err().contains("a seam at 1300.0 nm is outside 1000.0 to 1020.0 nm"));
    assertTrue(Files.notExists(out));
  }
}
