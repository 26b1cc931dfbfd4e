package org.petrascope.laboratory;

import java.util.Optional;
import org.petrascope.laboratory.RegionPixels.Run;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.PixelFlag;

/** Successive lines of a reflectance cube, read at once and used again. For one thread. */
final class CubeLines {
  private final SceneLines scene;
  private final PixelFlags flags;
  private final CubeShape shape;
  private final float[] values;
  private int firstLine;

  /** Room for this many lines. */
  CubeLines(SceneLines scene, PixelFlags flags, int lines) {
    this.scene = scene;
    this.flags = flags;
    this.shape = scene.shape();
    this.values = new float[Math.multiplyExact(lines, shape.lineValues())];
  }

  static void requireFits(SceneLines scene, RegionPlan plan) {
    CubeShape shape = scene.shape();
    if (shape.lines() != plan.scan().lines() || shape.samples() != plan.scan().samples()) {
      throw new LaboratoryException(
          "%s has %d lines x %d samples, the regions are for a scan of %d x %d: take the cube they were drawn on"
              .formatted(
                  scene.name(),
                  shape.lines(),
                  shape.samples(),
                  plan.scan().lines(),
                  plan.scan().samples()));
    }
  }

  void read(int firstLine, int lines) {
    scene.read(firstLine, lines, values);
    this.firstLine = firstLine;
  }

  /** The values of all lines, [line][sample][band]. */
  float[] values() {
    return values;
  }

  int bands() {
    return shape.bands();
  }

  /** Where a pixel's values begin; the line is counted in the whole cube. */
  int offset(int line, int sample) {
    return ((line - firstLine) * shape.samples() + sample) * shape.bands();
  }

  Optional<PixelFlag> unusable(int line, int sample) {
    int offset = offset(line, sample);
    boolean empty = true;
    for (int band = 0; band < shape.bands() && empty; band++) {
      empty = Float.isNaN(values[offset + band]);
    }
    return flags.unusable(line, sample, empty);
  }

  /** Whether no pixel of the run is left out. */
  boolean usable(Run run) {
    for (int sample = run.from(); sample < run.to(); sample++) {
      if (unusable(run.line(), sample).isPresent()) {
        return false;
      }
    }
    return true;
  }
}
