package org.petrascope.scenes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.FormatException;
import org.petrascope.formats.SpectraTable;
import org.petrascope.spectral.RealData;

class SpectraTableSceneTest {
  private static final SceneOptions OPTIONS = SceneOptions.of(40, TestCamera.bands(61));

  @TempDir Path folder;

  private Path table(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }

  private static float mean(CoreScene scene, int line, int band) {
    float[] bil = new float[scene.samples() * scene.bands().bands()];
    scene.reflectance(line, bil);
    double sum = 0;
    for (int sample = 0; sample < scene.samples(); sample++) {
      sum += bil[band * scene.samples() + sample];
    }
    return (float) (sum / scene.samples());
  }

  @Test
  void everySpectrumGetsItsStretchInOrderOfDepth() throws IOException {
    CoreScene scene =
        Scenes.open(table("id,depth_m,900,2600\nb,3,0.8,0.8\na,1,0.2,0.2\nc,5,0.5,0.5\n"), OPTIONS);
    List<Stretch> stretches = scene.summary().stretches();
    assertEquals(List.of("a", "b", "c"), stretches.stream().map(Stretch::id).toList());
    assertEquals(0, scene.summary().depthFromM());
    assertEquals(6, scene.summary().depthToM());
    assertEquals(scene.lines(), stretches.getLast().toLine());
    float[] expected = {0.2f, 0.8f, 0.5f};
    for (int i = 0; i < 3; i++) {
      Stretch stretch = stretches.get(i);
      assertEquals(expected[i], mean(scene, stretch.fromLine(), 30), 0.2 * expected[i]);
      assertEquals(expected[i], mean(scene, stretch.toLine() - 1, 30), 0.2 * expected[i]);
    }
  }

  @Test
  void irregularDepthsGetLinesInProportion() throws IOException {
    CoreScene scene =
        Scenes.open(
            table("id,depth_m,900,2600\na,1,0.2,0.2\nb,2,0.8,0.8\nc,3,.1,.1\nd,7,.3,.3\n"),
            OPTIONS);
    SceneSummary summary = scene.summary();
    double pitch = (summary.depthToM() - summary.depthFromM()) / summary.lines();
    for (Stretch stretch : summary.stretches()) {
      double from = summary.depthFromM() + stretch.fromLine() * pitch;
      double to = summary.depthFromM() + stretch.toLine() * pitch;
      assertEquals(stretch.depthFromM(), from, pitch);
      assertEquals(stretch.depthToM(), to, pitch);
    }
  }

  @Test
  void spectraOfOneDepthDivideItsInterval() throws IOException {
    CoreScene scene =
        Scenes.open(table("id,depth_m,900,2600\na,1,0.2,0.2\nb,1,0.8,0.8\nc,3,.1,.1\n"), OPTIONS);
    List<Stretch> stretches = scene.summary().stretches();
    assertEquals(stretches.get(0).depthToM(), stretches.get(1).depthFromM());
    assertEquals(2, stretches.get(1).depthToM(), 1e-12);
    assertTrue(scene.summary().notes().getFirst().contains("share a depth"));
  }

  @Test
  void tableWithoutDepthSaysSoAndKeepsItsOrder() throws IOException {
    SceneSummary summary =
        Scenes.open(table("id,900,2600\nz,0.2,0.2\na,0.8,0.8\n"), OPTIONS).summary();
    assertEquals("z", summary.stretches().getFirst().id());
    assertTrue(summary.notes().getFirst().contains("no depth column"));
  }

  @Test
  void beyondTheTablesRangeTheLastValueGoesOnAndIsSaid() throws IOException {
    CoreScene scene =
        Scenes.open(table("id,depth_m,1200,1600,2000\na,1,0.4,0.5,0.6\nb,2,1,1,1\n"), OPTIONS);
    assertTrue(scene.summary().notes().getFirst().contains("the last value goes on"));
    assertEquals(mean(scene, 0, 60), mean(scene, 0, 45), 1e-6);
    assertEquals(0.6, mean(scene, 0, 60) / mean(scene, 0, 0) * 0.4, 0.01);
  }

  @Test
  void missingValuesAreBridged() throws IOException {
    CoreScene scene =
        Scenes.open(table("id,depth_m,900,1500,1700,2600\na,1,,0.4,,0.4\nb,2,1,1,1,1\n"), OPTIONS);
    assertEquals(mean(scene, 0, 0), mean(scene, 0, 28), 1e-6);
  }

  @Test
  void sameSeedGivesTheSameLineInAnyOrder() throws IOException {
    Path file = table("id,depth_m,900,2600\na,1,0.2,0.2\nb,2,0.8,0.8\n");
    float[] one = new float[40 * 61];
    float[] other = new float[40 * 61];
    Scenes.open(file, OPTIONS).reflectance(9, one);
    CoreScene scene = Scenes.open(file, OPTIONS);
    scene.reflectance(20, other);
    scene.reflectance(9, other);
    assertArrayEquals(one, other);
  }

  @Test
  void unusableFilesAreRefusedInOneSentence() throws IOException {
    assertRefused("is neither", folder.resolve("x.bin"), new byte[] {1, 0, 2, 44});
    assertRefused("does not exist", folder.resolve("none.csv"), new byte[0]);
    assertThrows(FormatException.class, () -> Scenes.open(table("id,name\n1,quartz\n"), OPTIONS));
    SceneException range =
        assertThrows(
            SceneException.class, () -> Scenes.open(table("id,400,500\na,1,1\n"), OPTIONS));
    assertTrue(range.getMessage().contains("use data of the camera's range"), range.getMessage());
  }

  private static void assertRefused(String reason, Path file, byte[] content) throws IOException {
    if (content.length > 0) {
      Files.write(file, content);
    }
    SceneException refusal = assertThrows(SceneException.class, () -> Scenes.open(file, OPTIONS));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  @Test
  void realTestRocksLieAtTheirPublishedDepths() {
    Path file = RealData.path("hylogger/GSNSW_testrocks/HL4_testrocks_tsg_spectra.csv");
    SpectraTable table = SpectraTable.read(file);
    CoreScene scene = Scenes.open(file, SceneOptions.of(8, TestCamera.bands(224)));
    SceneSummary summary = scene.summary();
    assertEquals(222, summary.stretches().size());
    assertEquals(222 * 6, summary.lines());
    double pitch = (summary.depthToM() - summary.depthFromM()) / summary.lines();
    for (int row = 0; row < table.size(); row++) {
      Stretch stretch = summary.stretches().get(row);
      double depth = table.depthM(row).orElseThrow();
      assertTrue(stretch.depthFromM() < depth && depth < stretch.depthToM(), stretch.toString());
      double line = (depth - summary.depthFromM()) / pitch;
      assertTrue(line > stretch.fromLine() + 1 && line < stretch.toLine() - 1, stretch.toString());
    }
  }
}
