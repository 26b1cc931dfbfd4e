package org.petrascope.scenes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.spectral.SpectralException;

class TileSceneTest {
  private static final int SAMPLES = 5;
  private static final int BANDS = 16;

  @TempDir private Path folder;

  @Test
  void certificateWithoutHeaderRowIsATileOverAllOfTheView() throws IOException {
    SceneOptions options = SceneOptions.of(SAMPLES, TestCamera.bands(BANDS)).withLines(7);
    try (CoreScene scene = Scenes.open(certificate(900, 2600), options)) {
      assertEquals("tile", scene.summary().kind());
      assertEquals(7, scene.lines());
      float[] bil = new float[SAMPLES * BANDS];
      scene.reflectance(6, bil);
      for (int band = 0; band < BANDS; band++) {
        for (int sample = 0; sample < SAMPLES; sample++) {
          double nm = options.bands().centresNm()[band];
          assertEquals(nm / 5000, bil[band * SAMPLES + sample], 1e-6);
        }
      }
    }
  }

  @Test
  void bandsBeyondTheCertificateAreNotInvented() throws IOException {
    Path file = certificate(1200, 2600);
    SceneOptions options = SceneOptions.of(SAMPLES, TestCamera.bands(BANDS));
    assertThrows(SpectralException.class, () -> Scenes.open(file, options));
  }

  private Path certificate(int firstNm, int lastNm) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int nm = firstNm; nm <= lastNm; nm++) {
      rows.append(nm).append(".5,").append((nm + 0.5) / 5000).append('\n');
    }
    return Files.writeString(folder.resolve("tile.txt"), rows);
  }
}
