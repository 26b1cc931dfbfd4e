package org.petrascope.scenes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.EnviLayout;
import org.petrascope.formats.EnviType;
import org.petrascope.formats.EnviWriter;
import org.petrascope.formats.Interleave;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Wavelengths;

class ReflectanceCubeSceneTest {
  private static final CubeShape SHAPE = new CubeShape(5, 4, 31);

  /** Reflectance of the stored samples in line 2. */
  private static final double[] SAMPLE_VALUES = {0.2, 0.3, 0.4, 0.5};

  @TempDir Path folder;

  private Path cube(float scale) {
    double[] centres = new double[SHAPE.bands()];
    for (int band = 0; band < centres.length; band++) {
      centres[band] = 1000 + 50 * band;
    }
    EnviHeader header =
        EnviHeader.of(EnviLayout.of(SHAPE, Interleave.BIL, EnviType.FLOAT32))
            .with(Wavelengths.ofNanometres(centres));
    float[] bip = new float[(int) SHAPE.values()];
    for (int i = 0; i < bip.length; i++) {
      int sample = i / SHAPE.bands() % SHAPE.samples();
      int line = i / SHAPE.lineValues();
      bip[i] = scale * (0.1f + 0.1f * sample + 0.05f * line);
    }
    Path file = folder.resolve("cube.hdr");
    try (EnviWriter writer = EnviWriter.create(file, header)) {
      writer.append(bip, SHAPE.lines());
      writer.commit();
    }
    return file;
  }

  @Test
  void samplesAreTakenByTheNearestAndBandsByTheSensor() {
    SceneOptions options = SceneOptions.of(8, TestCamera.bands(16));
    try (CoreScene scene = Scenes.open(cube(1), options)) {
      assertEquals(5, scene.lines());
      float[] bil = new float[8 * 16];
      scene.reflectance(2, bil);
      for (int sample = 0; sample < 8; sample++) {
        assertEquals(SAMPLE_VALUES[sample / 2], bil[7 * 8 + sample], 1e-6);
      }
    }
  }

  @Test
  void folderWithOneCubeIsAScene() {
    cube(1);
    try (CoreScene scene = Scenes.open(folder, SceneOptions.of(8, TestCamera.bands(16)))) {
      assertEquals("reflectance cube", scene.summary().kind());
    }
  }

  @Test
  void rawNumbersAreRefusedAsReflectance() {
    Path file = cube(4000);
    SceneException refusal =
        assertThrows(
            SceneException.class,
            () -> Scenes.open(file, SceneOptions.of(8, TestCamera.bands(16))));
    assertTrue(refusal.getMessage().contains("calibrate it"), refusal.getMessage());
  }
}
