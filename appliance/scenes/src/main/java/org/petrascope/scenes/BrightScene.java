package org.petrascope.scenes;

import java.util.Optional;

/**
 * A scene with a stretch that is brighter than it should be over its whole width, as wet or
 * polished core is.
 *
 * @param fromLine first line of the stretch
 * @param toLine the line after its last
 * @param factor on the reflectance of its lines
 */
public record BrightScene(CoreScene scene, int fromLine, int toLine, float factor)
    implements CoreScene {
  public BrightScene {
    if (fromLine < 0 || toLine <= fromLine || toLine > scene.lines() || !(factor > 0)) {
      throw new SceneException(
          "lines %d to %d of a scene of %d lines cannot be made bright: name two lines of the scene, the first before the last"
              .formatted(fromLine, toLine - 1, scene.lines()));
    }
  }

  @Override
  public int lines() {
    return scene.lines();
  }

  @Override
  public SceneOptions options() {
    return scene.options();
  }

  @Override
  public void reflectance(int line, float[] bil) {
    scene.reflectance(line, bil);
    if (line >= fromLine && line < toLine) {
      for (int i = 0; i < bil.length; i++) {
        bil[i] *= factor;
      }
    }
  }

  @Override
  public SceneSummary summary() {
    return scene.summary();
  }

  @Override
  public Optional<SceneTruth> truth() {
    return scene.truth();
  }

  @Override
  public void close() {
    scene.close();
  }
}
