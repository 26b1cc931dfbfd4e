package org.petrascope.scenes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.formats.EnviHeader;
import org.petrascope.formats.EnviReader;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.MineralGroup;
import org.petrascope.spectral.SampleRange;

class CoreBoxTest {
  private static final SceneOptions SMALL =
      SceneOptions.of(160, TestCamera.bands(60)).withLines(240);

  @Test
  void sameSeedPaintsTheSameBoxInAnyOrderOfLines() {
    CoreScene first = new CoreBox(SMALL);
    CoreScene second = new CoreBox(SMALL);
    float[] forward = new float[160 * 60];
    float[] backward = new float[160 * 60];
    second.reflectance(200, backward);
    second.reflectance(17, backward);
    first.reflectance(17, forward);
    assertArrayEquals(forward, backward);
  }

  @Test
  void anotherSeedPaintsAnotherBox() {
    SceneTruth one = new CoreBox(SMALL).truth().orElseThrow();
    SceneTruth other = new CoreBox(SMALL.withSeed(2)).truth().orElseThrow();
    int differing = 0;
    for (int line = 0; line < SMALL.lines(); line++) {
      for (int sample = 0; sample < SMALL.samples(); sample++) {
        differing += one.group(line, sample) == other.group(line, sample) ? 0 : 1;
      }
    }
    assertTrue(differing > SMALL.lines() * SMALL.samples() / 4, differing + " pixels differ");
  }

  @Test
  void fractionsSumToOneAndTheLargestNamesTheGroup() {
    SceneTruth truth = new CoreBox(SMALL).truth().orElseThrow();
    for (int line = 0; line < SMALL.lines(); line += 7) {
      for (int sample = 0; sample < SMALL.samples(); sample += 3) {
        Map<String, Double> fractions = truth.fractions(line, sample);
        double sum = fractions.values().stream().mapToDouble(Double::doubleValue).sum();
        assertEquals(1, sum, 1e-9, "line " + line + ", sample " + sample);
        Map.Entry<String, Double> largest = fractions.entrySet().iterator().next();
        if (largest.getValue() > 0.5) {
          assertEquals(
              ParametricLibrary.builtIn().material(largest.getKey()).group(),
              truth.group(line, sample));
        }
      }
    }
  }

  @Test
  void paintedReflectanceStaysWithinZeroAndOne() {
    CoreScene box = new CoreBox(SMALL);
    float[] bil = new float[160 * 60];
    for (int line = 0; line < SMALL.lines(); line++) {
      box.reflectance(line, bil);
      for (float value : bil) {
        assertTrue(value > 0 && value < 1.2, "line " + line + ": " + value);
      }
    }
  }

  @Test
  void everyBoxHoldsTrayWoodAndManyMineralGroupsAndFewAmbiguousPixels() {
    for (long seed = 1; seed <= 4; seed++) {
      SceneOptions options = SceneOptions.of(640, TestCamera.bands(8)).withSeed(seed);
      SceneTruth truth = new CoreBox(options).truth().orElseThrow();
      Map<MineralGroup, Integer> counts = new EnumMap<>(MineralGroup.class);
      int rock = 0;
      int ambiguous = 0;
      for (int line = 0; line < truth.lines(); line++) {
        for (int sample = 0; sample < truth.samples(); sample++) {
          counts.merge(truth.group(line, sample), 1, Integer::sum);
          if (truth.rock(line, sample)) {
            rock++;
            ambiguous += truth.fractions(line, sample).values().iterator().next() < 0.7 ? 1 : 0;
          }
        }
      }
      String found =
          "seed %d: %s, ambiguous %.4f".formatted(seed, counts, ambiguous / (double) rock);
      assertTrue(counts.size() >= 7, found);
      assertTrue(rock > 0.65 * truth.lines() * truth.samples(), found);
      assertTrue(ambiguous < 0.03 * rock, found);
      assertFalse(counts.containsKey(MineralGroup.INVALID), found);
    }
  }

  @Test
  void rowsLieSideBySideInsideTheTray() {
    BoxTemplate layout = new CoreBox(SMALL).summary().layout();
    assertEquals(4, layout.rows().size());
    int before = 0;
    for (SampleRange row : layout.rows()) {
      assertTrue(row.from() > before, "a wall is left of every row");
      before = row.to();
    }
    assertTrue(before < SMALL.samples());
  }

  @Test
  void truthCanBeWrittenAsClassMap(@TempDir Path folder) {
    SceneTruth truth = new CoreBox(SMALL).truth().orElseThrow();
    Path header = folder.resolve("truth.hdr");
    truth.writeClassMap(header);
    try (EnviReader reader = EnviReader.open(header)) {
      List<String> names = reader.header().names(EnviHeader.Names.CLASSES);
      float[] codes = new float[SMALL.samples()];
      reader.values(100, 1, codes);
      for (int sample = 0; sample < codes.length; sample++) {
        assertEquals(truth.group(100, sample).label(), names.get((int) codes[sample]));
      }
    }
  }

  @Test
  void pictureOfTheBoxCanBeWritten() throws Exception {
    Path png = Path.of("target", "core-box.png");
    ScenePicture.write(new CoreBox(SceneOptions.of(640, TestCamera.bands(60))), png);
    assertTrue(Files.size(png) > 100_000);
  }
}
