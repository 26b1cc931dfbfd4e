package org.petrascope.scenes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BrightSceneTest {
  private static final SceneOptions SMALL =
      SceneOptions.of(160, TestCamera.bands(60)).withLines(240);

  @Test
  void itsLinesAloneAreSoManyTimesAsBright() {
    CoreScene plain = new CoreBox(SMALL);
    CoreScene bright = new BrightScene(new CoreBox(SMALL), 100, 102, 4f);
    float[] expected = new float[160 * 60];
    float[] painted = new float[160 * 60];
    for (int line : new int[] {99, 100, 101, 102}) {
      plain.reflectance(line, expected);
      bright.reflectance(line, painted);
      float factor = line == 100 || line == 101 ? 4f : 1f;
      for (int i = 0; i < painted.length; i++) {
        assertEquals(factor * expected[i], painted[i], "line " + line + ", value " + i);
      }
    }
  }

  @Test
  void linesThatTheSceneLacksAreNamed() {
    SceneException refused =
        assertThrows(SceneException.class, () -> new BrightScene(new CoreBox(SMALL), 230, 250, 4f));
    assertTrue(
        refused.getMessage().contains("lines 230 to 249 of a scene of 240"), refused.getMessage());
  }
}
