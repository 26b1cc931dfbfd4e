package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.petrascope.kernels.SharedInformation;

/**
 * Where a tile of one picture was found in the other's, already laid over it: how far beside its
 * place, and how sure that is in either direction.
 *
 * @param line centre of the tile
 * @param byLine how far the place found lies behind it in lines
 * @param lineWeight information about {@code byLine}, 1 / variance but for a common factor
 * @param crossWeight information about both together
 * @param shared information that tile and place share, nats a pixel
 */
record TileMatch(
    double line,
    double sample,
    double byLine,
    double bySample,
    double lineWeight,
    double crossWeight,
    double sampleWeight,
    double shared) {
  /** A step from the best whole shift to the best of all is not longer. */
  private static final double STEP_MAX = 0.75;

  /** Directions in which the information bends less, nats a square pixel, say nothing. */
  private static final double BEND_MIN = 1e-4;

  /** Square tiles that cover a picture, the last ones shifted back inside. */
  static List<SharedInformation.Tile> tiles(int lines, int samples, int side) {
    List<SharedInformation.Tile> tiles = new ArrayList<>();
    int down = Math.max(1, Math.round((float) lines / side));
    int across = Math.max(1, Math.round((float) samples / side));
    for (int i = 0; i < down; i++) {
      for (int j = 0; j < across; j++) {
        int line = i * lines / down;
        int sample = j * samples / across;
        tiles.add(
            new SharedInformation.Tile(
                line, sample, (i + 1) * lines / down - line, (j + 1) * samples / across - sample));
      }
    }
    return tiles;
  }

  /**
   * Looks for the tile within so many pixels; knows nothing when it fits best at the very edge,
   * empty where there is too little to measure.
   */
  static Optional<TileMatch> find(
      SharedInformation.Image a,
      SharedInformation.Image b,
      SharedInformation.Tile tile,
      int radius) {
    int width = 2 * radius + 1;
    double[] surface = new double[width * width];
    SharedInformation.surface(a, b, tile, radius, radius, surface);
    int best = -1;
    for (int at = 0; at < surface.length; at++) {
      if (Double.isNaN(surface[at])) {
        return Optional.empty();
      }
      best = best < 0 || surface[at] > surface[best] ? at : best;
    }
    int i = best / width;
    int j = best % width;
    if (i == 0 || j == 0 || i == width - 1 || j == width - 1) {
      return Optional.of(new TileMatch(tile.line(), tile.sample(), 0, 0, 0, 0, 0, 0));
    }
    return Optional.of(peak(tile, surface, width, best));
  }

  // A paraboloid through the nine values around the best one, by least squares.
  private static TileMatch peak(
      SharedInformation.Tile tile, double[] surface, int width, int best) {
    double gl = 0;
    double gs = 0;
    double ll = 0;
    double ss = 0;
    double ls = 0;
    for (int i = -1; i <= 1; i++) {
      for (int j = -1; j <= 1; j++) {
        double value = surface[best + i * width + j];
        gl += i * value / 6;
        gs += j * value / 6;
        ll -= (3 * i * i - 2) * value / 3;
        ss -= (3 * j * j - 2) * value / 3;
        ls -= i * j * value / 4;
      }
    }
    int middle = width / 2;
    double[] whole = {best / width - middle, best % width - middle};
    return placed(tile, whole, new double[] {gl, gs, ll, ls, ss}, surface[best]);
  }

  // From the best whole shift, the slopes by line and sample there and the bends in both and
  // across.
  private static TileMatch placed(
      SharedInformation.Tile tile, double[] whole, double[] paraboloid, double shared) {
    double gl = paraboloid[0];
    double gs = paraboloid[1];
    double ll = paraboloid[2];
    double ls = paraboloid[3];
    double ss = paraboloid[4];
    // Bends along and across the direction in which the peak is sharpest.
    double angle = Math.atan2(2 * ls, ll - ss) / 2;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double sharp = ll * cos * cos + 2 * ls * cos * sin + ss * sin * sin;
    double blunt = ll * sin * sin - 2 * ls * cos * sin + ss * cos * cos;
    double first = sharp > BEND_MIN ? (gl * cos + gs * sin) / sharp : 0;
    double second = blunt > BEND_MIN ? (gs * cos - gl * sin) / blunt : 0;
    double along = Math.clamp(first, -STEP_MAX, STEP_MAX);
    double across = Math.clamp(second, -STEP_MAX, STEP_MAX);
    double area = (double) tile.lines() * tile.samples();
    double sharpWeight = sharp > BEND_MIN ? area * sharp : 0;
    double bluntWeight = blunt > BEND_MIN ? area * blunt : 0;
    return new TileMatch(
        tile.line() + (tile.lines() - 1) / 2.0,
        tile.sample() + (tile.samples() - 1) / 2.0,
        whole[0] + along * cos - across * sin,
        whole[1] + along * sin + across * cos,
        sharpWeight * cos * cos + bluntWeight * sin * sin,
        (sharpWeight - bluntWeight) * cos * sin,
        sharpWeight * sin * sin + bluntWeight * cos * cos,
        shared);
  }

  /** Whether it tells anything about its place. */
  boolean known() {
    return lineWeight + sampleWeight > 0;
  }

  /** Whether it was found within about a pixel of the rest given, where it can tell. */
  boolean near(double restLine, double restSample) {
    return 2 * squaredMisfit(restLine, restSample) <= lineWeight + sampleWeight;
  }

  /** Square of a distance from where the tile was found, in its own uncertainty. */
  double squaredMisfit(double restLine, double restSample) {
    return lineWeight * restLine * restLine
        + 2 * crossWeight * restLine * restSample
        + sampleWeight * restSample * restSample;
  }
}
