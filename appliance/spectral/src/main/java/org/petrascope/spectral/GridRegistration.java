package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.petrascope.spectral.RegistrationLevel.Candidate;

/**
 * Finds how the grids of two cameras that saw the same box lie over each other, from edges and
 * texture, whatever each camera's contrast: all maps within the limits are tried on pictures with
 * large pixels, the best are followed to the finest, and a map that the picture does not prove is
 * refused.
 */
public final class GridRegistration {
  /** First lines and samples may lie so many pixels apart. */
  private static final double OFFSET_MAX = 12;

  /** Cameras whose counts differ by no more see the box with the same pixels. */
  private static final double SAME_SIZE = 1.1;

  /** Maps that are looked at closer, and those of them that are followed to the finest picture. */
  private static final int CANDIDATES = 6;

  private static final int FINALISTS = 2;

  /** Two maps nearer than this, in pixels, are one. */
  private static final double APART = 2;

  /** A second map that explains this share of what the best does makes both doubtful. */
  private static final double RIVAL = 0.85;

  /** How far off tiles are looked for, step by step, on the coarsest, finer and finest pictures. */
  private static final int[] RADII_COARSEST = {2, 2};

  private static final int[] RADII = {3, 2};

  /** The last is wide, so that tiles that agree do so for a reason. */
  private static final int[] RADII_FINEST = {3, 2, 3};

  /** What a map must be known by. */
  private static final int TILES_MIN = 6;

  /** Half a pixel is three and a half of it. */
  private static final double UNCERTAINTY_MAX = 0.14;

  /** Share of the tiles that must be found within a pixel; chance finds one in ten there. */
  private static final double NEAR_MIN = 0.5;

  /** Largest scale and turn, with room for the errors of a good map. */
  private static final double SCALE_MAX = 0.032;

  private static final double TURN_MAX = Math.toRadians(0.55);

  private final List<RegistrationLevel> levels;

  private GridRegistration(List<RegistrationLevel> levels) {
    this.levels = levels;
  }

  /**
   * The map from the reference's grid to the other's. It may scale by 3 % in either direction
   * beyond the ratio of the cameras' samples, turn by half a degree and be 12 pixels off.
   *
   * @throws SpectralException when the pictures do not prove one to half a pixel
   */
  public static GridMatch between(StructurePlanes reference, StructurePlanes other) {
    double samples = sizeRatio((double) other.samples() / reference.samples());
    double lines = lineRatio((double) other.lines() / reference.lines(), samples);
    StructurePlanes a = reference.coarser(Math.max(1, 1 / lines), Math.max(1, 1 / samples));
    StructurePlanes b = other.coarser(Math.max(1, lines), Math.max(1, samples));
    Candidate found = new GridRegistration(RegistrationLevel.of(a, b)).found();
    GridTransform map =
        GridTransform.coarser(Math.max(1, 1 / lines), Math.max(1, 1 / samples))
            .then(found.map())
            .then(GridTransform.coarser(Math.max(1, lines), Math.max(1, samples)).inverse());
    TileFit fit = found.fit();
    return new GridMatch(map, fit.residualPixels(), fit.uncertaintyPixels(), fit.near());
  }

  private static double sizeRatio(double counts) {
    return isNear(counts, 1) ? 1 : counts;
  }

  // Square pixels make lines scale as samples do; else the counts must tell.
  private static double lineRatio(double counts, double samples) {
    return isNear(counts, samples) ? samples : sizeRatio(counts);
  }

  private static boolean isNear(double one, double another) {
    return Math.max(one / another, another / one) <= SAME_SIZE;
  }

  private Candidate found() {
    int top = levels.size() - 1;
    List<Candidate> finalists = finalists(top);
    for (int level = top - 1; level >= 0; level--) {
      RegistrationLevel finer = levels.get(level);
      int[] radii = level == 0 ? RADII_FINEST : RADII;
      finalists =
          rivals(
              finalists.stream().map(c -> finer.refined(doubled(c.map()), radii)).toList(), finer);
    }
    if (finalists.size() > 1) {
      throw new SpectralException(
          "two places of the other camera's picture fit the box alike, %.1f pixels apart: scan a box with more texture, or lay a ruler or markers beside the core"
              .formatted(levels.getFirst().apart(finalists.get(0).map(), finalists.get(1).map())));
    }
    requireProof(finalists.getFirst());
    return finalists.getFirst();
  }

  private List<Candidate> finalists(int top) {
    RegistrationLevel coarsest = levels.get(top);
    CoarseSearch search = new CoarseSearch(coarsest.a(), coarsest.b(), OFFSET_MAX / (1 << top));
    List<Candidate> candidates = new ArrayList<>();
    for (GridTransform map : search.best(CANDIDATES, APART)) {
      candidates.add(coarsest.refined(map, top == 0 ? RADII_FINEST : RADII_COARSEST));
    }
    return rivals(candidates, coarsest);
  }

  /** The best and those nearly as good that are not the same; at most so many as are followed. */
  private static List<Candidate> rivals(List<Candidate> candidates, RegistrationLevel level) {
    List<Candidate> kept = new ArrayList<>();
    candidates.stream()
        .sorted(Comparator.comparingDouble(Candidate::shared).reversed())
        .forEach(
            candidate -> {
              boolean another =
                  kept.stream().allMatch(k -> level.apart(k.map(), candidate.map()) > APART);
              boolean rival =
                  kept.isEmpty() || candidate.shared() > RIVAL * kept.getFirst().shared();
              if (another && rival && kept.size() < FINALISTS) {
                kept.add(candidate);
              }
            });
    return kept;
  }

  private static GridTransform doubled(GridTransform map) {
    GridTransform halving = GridTransform.coarser(2, 2);
    return halving.then(map).then(halving.inverse());
  }

  private void requireProof(Candidate found) {
    TileFit fit = found.fit();
    String remedy =
        "scan the same box with both cameras, in focus and from the same edge, or add texture: lay"
            + " a ruler or markers beside the core";
    if (fit.near() < TILES_MIN || !(fit.uncertaintyPixels() <= UNCERTAINTY_MAX)) {
      throw new SpectralException(
          "not enough texture that both cameras see: %d tiles of the picture tell the grid to %.2f pixels, %d and %.2f are needed: %s"
              .formatted(fit.near(), fit.uncertaintyPixels(), TILES_MIN, UNCERTAINTY_MAX, remedy));
    }
    if (fit.near() < NEAR_MIN * found.tiles()) {
      throw new SpectralException(
          "the cameras' pictures do not lie over each other: %d of %d tiles of the picture agree on a map, half are needed: %s"
              .formatted(fit.near(), found.tiles(), remedy));
    }
    GridTransform map = found.map();
    double scale = Math.max(Math.abs(map.lineByLine() - 1), Math.abs(map.sampleBySample() - 1));
    double turn = Math.max(Math.abs(map.lineBySample()), Math.abs(map.sampleByLine()));
    if (scale > SCALE_MAX || turn > TURN_MAX) {
      throw new SpectralException(
          "the best map scales by %.1f %% and turns by %.2f degrees beyond the cameras' samples, 3 %% and 0.5 degrees are expected: %s"
              .formatted(100 * scale, Math.toDegrees(turn), remedy));
    }
  }
}
