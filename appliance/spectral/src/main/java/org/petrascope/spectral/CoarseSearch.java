package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.petrascope.kernels.SharedInformation;

/**
 * Tries every map of places that two cameras over one box may differ by, on pictures with large
 * pixels: the information that tiles share is known for every shift, and each map picks one shift a
 * tile. For one thread.
 */
final class CoarseSearch {
  /** How far lines and samples may scale, and what is tried beyond. */
  private static final double SCALE_MAX = 0.03;

  /** How far the cameras may be turned, in radians: half a degree. */
  private static final double TURN_MAX = Math.toRadians(0.5);

  /** How far apart neighbouring trials move the edge of the picture, in pixels. */
  private static final double TRIAL_PIXELS = 0.7;

  private static final int SIDE = 32;

  /** What a tile may add beyond the usual tile's best. */
  private static final double CAP = 2;

  private final SharedInformation.Image a;
  private final int radiusLines;
  private final int radiusSamples;
  private final List<SharedInformation.Tile> tiles;
  private final List<float[]> surfaces = new ArrayList<>();

  /**
   * @param offsetMax how far the first lines and samples may lie apart, in pixels of the pictures
   */
  CoarseSearch(SharedInformation.Image a, SharedInformation.Image b, double offsetMax) {
    this.a = a;
    radiusLines = (int) Math.ceil(offsetMax + SCALE_MAX * a.lines() + TURN_MAX * a.samples()) + 1;
    radiusSamples = (int) Math.ceil(offsetMax + SCALE_MAX * a.samples() + TURN_MAX * a.lines()) + 1;
    tiles = TileMatch.tiles(a.lines(), a.samples(), SIDE);
    List<double[]> found = new ArrayList<>();
    for (SharedInformation.Tile tile : tiles) {
      double[] surface = new double[(2 * radiusLines + 1) * (2 * radiusSamples + 1)];
      SharedInformation.surface(a, b, tile, radiusLines, radiusSamples, surface);
      found.add(surface);
    }
    level(found);
  }

  // Every surface over its own median, none far above the others' best.
  private void level(List<double[]> found) {
    double[] bests = new double[found.size()];
    for (int tile = 0; tile < bests.length; tile++) {
      double[] surface = found.get(tile);
      double[] sorted = Arrays.stream(surface).filter(v -> !Double.isNaN(v)).sorted().toArray();
      double median = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
      bests[tile] = sorted.length == 0 ? 0 : sorted[sorted.length - 1] - median;
      for (int at = 0; at < surface.length; at++) {
        surface[at] = Double.isNaN(surface[at]) ? 0 : surface[at] - median;
      }
    }
    Arrays.sort(bests);
    double cap = CAP * bests[bests.length / 2];
    for (double[] surface : found) {
      float[] levelled = new float[surface.length];
      for (int at = 0; at < surface.length; at++) {
        levelled[at] = (float) Math.min(surface[at], cap);
      }
      surfaces.add(levelled);
    }
  }

  /** A map and what the tiles share under it. */
  private record Trial(GridTransform map, double shared) {}

  /** The best maps, no two of them alike. */
  List<GridTransform> best(int count, double apart) {
    List<Trial> trials = new ArrayList<>();
    int scaleLines = trials(SCALE_MAX, a.lines());
    int scaleSamples = trials(SCALE_MAX, a.samples());
    int turns = trials(TURN_MAX, Math.max(a.lines(), a.samples()));
    for (int i = -scaleLines; i <= scaleLines; i++) {
      for (int j = -scaleSamples; j <= scaleSamples; j++) {
        for (int k = -turns; k <= turns; k++) {
          double turn = TURN_MAX * k / turns;
          trials.add(tried(1 + SCALE_MAX * i / scaleLines, 1 + SCALE_MAX * j / scaleSamples, turn));
        }
      }
    }
    trials.sort(Comparator.comparingDouble(Trial::shared).reversed());
    List<GridTransform> best = new ArrayList<>();
    for (Trial trial : trials) {
      boolean another =
          best.stream().allMatch(m -> m.farthest(trial.map(), a.lines(), a.samples()) > apart);
      if (another && best.size() < count) {
        best.add(trial.map());
      }
    }
    return best;
  }

  private static int trials(double most, int pixels) {
    return Math.max(1, (int) Math.ceil(most * pixels / 2 / TRIAL_PIXELS));
  }

  /** The best offset of this scale and turn about the centre. */
  private Trial tried(double byLine, double bySample, double turn) {
    double centreLine = (a.lines() - 1) / 2.0;
    double centreSample = (a.samples() - 1) / 2.0;
    int width = 2 * radiusSamples + 1;
    int height = 2 * radiusLines + 1;
    float[] sums = new float[height * width];
    for (int tile = 0; tile < surfaces.size(); tile++) {
      SharedInformation.Tile place = tiles.get(tile);
      double line = place.line() + (place.lines() - 1) / 2.0 - centreLine;
      double sample = place.sample() + (place.samples() - 1) / 2.0 - centreSample;
      int dl = (int) Math.rint((byLine - 1) * line - turn * sample);
      int ds = (int) Math.rint((bySample - 1) * sample + turn * line);
      addShifted(surfaces.get(tile), dl, ds, sums);
    }
    int best = 0;
    for (int at = 1; at < sums.length; at++) {
      best = sums[at] > sums[best] ? at : best;
    }
    double offsetLine = best / width - radiusLines;
    double offsetSample = best % width - radiusSamples;
    GridTransform map =
        new GridTransform(
            centreLine + offsetLine - byLine * centreLine + turn * centreSample,
            byLine,
            -turn,
            centreSample + offsetSample - turn * centreLine - bySample * centreSample,
            turn,
            bySample);
    return new Trial(map, sums[best]);
  }

  private void addShifted(float[] surface, int dl, int ds, float[] sums) {
    int width = 2 * radiusSamples + 1;
    int height = 2 * radiusLines + 1;
    for (int i = Math.max(0, -dl); i < Math.min(height, height - dl); i++) {
      int from = (i + dl) * width + ds;
      for (int j = Math.max(0, -ds); j < Math.min(width, width - ds); j++) {
        sums[i * width + j] += surface[from + j];
      }
    }
  }
}
