package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.List;
import org.petrascope.kernels.Affine;
import org.petrascope.kernels.SharedInformation;

/**
 * Both cameras' pictures with pixels of one size, and the step that makes a map of places better
 * there. Immutable.
 *
 * @param side of the tiles in pixels
 */
record RegistrationLevel(SharedInformation.Image a, SharedInformation.Image b, int side) {
  /** Tiles of the coarsest pictures; finer ones hold more pixels, but show less of the box. */
  private static final int[] SIDES = {32, 48, 64};

  /** Pictures smaller than these are not halved. */
  private static final int PIXELS_MIN = 30_000;

  private static final int SIDE_MIN = 80;

  /**
   * A map and how well the pictures agree under it.
   *
   * @param tiles tiles that both cameras measured
   */
  record Candidate(GridTransform map, TileFit fit, double shared, int tiles) {}

  /** From the finest to the coarsest. */
  static List<RegistrationLevel> of(StructurePlanes reference, StructurePlanes other) {
    List<SharedInformation.Image> first = new ArrayList<>();
    List<SharedInformation.Image> second = new ArrayList<>();
    StructurePlanes a = reference;
    StructurePlanes b = other;
    boolean more = true;
    while (more) {
      first.add(StructureImage.of(a.planes(), a.lines(), a.samples()));
      second.add(StructureImage.of(b.planes(), b.lines(), b.samples()));
      more = mayBeHalved(a) && mayBeHalved(b);
      a = a.halved();
      b = b.halved();
    }
    List<RegistrationLevel> levels = new ArrayList<>();
    for (int level = 0; level < first.size(); level++) {
      int coarser = Math.min(first.size() - 1 - level, SIDES.length - 1);
      levels.add(new RegistrationLevel(first.get(level), second.get(level), SIDES[coarser]));
    }
    return levels;
  }

  private static boolean mayBeHalved(StructurePlanes planes) {
    return (long) planes.lines() * planes.samples() > PIXELS_MIN
        && Math.min(planes.lines(), planes.samples()) / 2 >= SIDE_MIN;
  }

  /** Largest distance of two maps over the picture. */
  double apart(GridTransform one, GridTransform another) {
    return one.farthest(another, a.lines(), a.samples());
  }

  /** The map after so many steps, each from the tiles found near the map before. */
  Candidate refined(GridTransform start, int... radii) {
    List<SharedInformation.Tile> tiles = TileMatch.tiles(a.lines(), a.samples(), side);
    Candidate found = step(start, tiles, radii[0]);
    for (int step = 1; step < radii.length; step++) {
      found = step(found.map(), tiles, radii[step]);
    }
    return found;
  }

  private Candidate step(GridTransform map, List<SharedInformation.Tile> tiles, int radius) {
    SharedInformation.Image over = Affine.cubic(b, map.terms(), a.lines(), a.samples());
    List<TileMatch> matches = new ArrayList<>();
    for (SharedInformation.Tile tile : tiles) {
      TileMatch.find(a, over, tile, radius).ifPresent(matches::add);
    }
    List<TileMatch> known = matches.stream().filter(TileMatch::known).toList();
    double shared = known.stream().mapToDouble(TileMatch::shared).sum() / tiles.size();
    TileFit fit = TileFit.of(known, a.lines(), a.samples());
    return new Candidate(fit.correction().then(map), fit, shared, matches.size());
  }
}
