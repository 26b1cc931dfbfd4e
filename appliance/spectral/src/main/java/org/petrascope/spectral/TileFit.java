package org.petrascope.spectral;

import java.util.Arrays;
import java.util.List;
import org.petrascope.kernels.PositiveDefinite;

/**
 * The map of places that most of the tiles agree on, by least squares with weights that fall with
 * the misfit (Geman and McClure), so that what moved or is seen by one camera only does not pull.
 *
 * @param correction from a place to where it was found beside the map of before
 * @param residualPixels root mean square distance of the tiles from it, weighted by what they know
 * @param uncertaintyPixels standard error of the correction where it is largest
 * @param near tiles that were found within about a pixel of it
 */
record TileFit(
    GridTransform correction, double residualPixels, double uncertaintyPixels, int near) {
  private static final int TERMS = 6;
  private static final int STEPS = 25;

  /** Misfits of so many times the usual one count a quarter. */
  private static final double TOLERANCE = 3;

  /** Standard deviations of what lens, slit and line rate may do beyond the map of before. */
  private static final double SCALE_PRIOR = 0.03;

  private static final double TURN_PRIOR = 0.01;
  private static final double OFFSET_PRIOR = 12;

  /** Fits to tiles of a grid of lines x samples. */
  static TileFit of(List<TileMatch> matches, int lines, int samples) {
    double[] centre = {(lines - 1) / 2.0, (samples - 1) / 2.0};
    double[] weights = new double[matches.size()];
    Arrays.fill(weights, 1);
    double[] terms = new double[TERMS];
    double[] factor = new double[TERMS * TERMS];
    for (int step = 0; step < STEPS; step++) {
      factor = solve(matches, weights, centre, terms);
      reweighted(matches, centre, terms, weights);
    }
    return new TileFit(
        transform(terms, centre),
        residual(matches, centre, terms, weights),
        uncertainty(factor, centre),
        (int)
            matches.stream()
                .filter(m -> m.near(restLine(m, centre, terms), restSample(m, centre, terms)))
                .count());
  }

  // Normal equations; terms become offset, by line and by sample of lines, then of samples.
  private static double[] solve(
      List<TileMatch> matches, double[] weights, double[] centre, double[] terms) {
    double[] normal = new double[TERMS * TERMS];
    Arrays.fill(terms, 0);
    double[] priors = {
      OFFSET_PRIOR, SCALE_PRIOR, TURN_PRIOR, OFFSET_PRIOR, TURN_PRIOR, SCALE_PRIOR
    };
    for (int i = 0; i < TERMS; i++) {
      normal[i * TERMS + i] = 1 / (priors[i] * priors[i]);
    }
    for (int tile = 0; tile < weights.length; tile++) {
      TileMatch match = matches.get(tile);
      double weight = weights[tile];
      double[] place = {1, match.line() - centre[0], match.sample() - centre[1]};
      double toLine = match.lineWeight() * match.byLine() + match.crossWeight() * match.bySample();
      double toSample =
          match.crossWeight() * match.byLine() + match.sampleWeight() * match.bySample();
      for (int i = 0; i < 3; i++) {
        terms[i] += weight * place[i] * toLine;
        terms[3 + i] += weight * place[i] * toSample;
        for (int j = 0; j < 3; j++) {
          double product = weight * place[i] * place[j];
          normal[i * TERMS + j] += product * match.lineWeight();
          normal[(3 + i) * TERMS + j] += product * match.crossWeight();
          normal[i * TERMS + 3 + j] += product * match.crossWeight();
          normal[(3 + i) * TERMS + 3 + j] += product * match.sampleWeight();
        }
      }
    }
    PositiveDefinite.factor(normal, TERMS);
    PositiveDefinite.solve(normal, TERMS, terms);
    return normal;
  }

  private static double restLine(TileMatch match, double[] centre, double[] terms) {
    return match.byLine()
        - terms[0]
        - terms[1] * (match.line() - centre[0])
        - terms[2] * (match.sample() - centre[1]);
  }

  private static double restSample(TileMatch match, double[] centre, double[] terms) {
    return match.bySample()
        - terms[3]
        - terms[4] * (match.line() - centre[0])
        - terms[5] * (match.sample() - centre[1]);
  }

  // New weights, over the usual squared misfit of an axis: the common factor of the variances.
  private static void reweighted(
      List<TileMatch> matches, double[] centre, double[] terms, double[] weights) {
    double[] misfits = new double[weights.length];
    for (int tile = 0; tile < misfits.length; tile++) {
      TileMatch match = matches.get(tile);
      misfits[tile] =
          match.squaredMisfit(restLine(match, centre, terms), restSample(match, centre, terms));
    }
    double[] sorted = misfits.clone();
    Arrays.sort(sorted);
    // The median of a chi squared of two degrees of freedom is 1.386.
    double usual = sorted.length == 0 ? 1 : Math.max(1e-9, sorted[sorted.length / 2] / 1.386);
    for (int tile = 0; tile < misfits.length; tile++) {
      double share = 1 / (1 + misfits[tile] / (usual * TOLERANCE * TOLERANCE));
      weights[tile] = share * share / usual;
    }
  }

  private static double residual(
      List<TileMatch> matches, double[] centre, double[] terms, double[] weights) {
    double sum = 0;
    double knowledge = 0;
    for (int tile = 0; tile < weights.length; tile++) {
      TileMatch match = matches.get(tile);
      double misfit =
          match.squaredMisfit(restLine(match, centre, terms), restSample(match, centre, terms));
      sum += weights[tile] * misfit;
      knowledge += weights[tile] * (match.lineWeight() + match.sampleWeight()) / 2;
    }
    return Math.sqrt(sum / Math.max(knowledge, Double.MIN_NORMAL));
  }

  // At a corner, where the error of a linear map is largest.
  private static double uncertainty(double[] factor, double[] centre) {
    double largest = 0;
    for (int side = -1; side <= 1; side += 2) {
      double[] place = {1, centre[0], side * centre[1]};
      double variance = 0;
      for (int axis = 0; axis < TERMS; axis += 3) {
        double[] direction = new double[TERMS];
        System.arraycopy(place, 0, direction, axis, 3);
        double[] solved = direction.clone();
        PositiveDefinite.solve(factor, TERMS, solved);
        for (int i = 0; i < TERMS; i++) {
          variance += direction[i] * solved[i];
        }
      }
      largest = Math.max(largest, variance);
    }
    return Math.sqrt(largest);
  }

  private static GridTransform transform(double[] terms, double[] centre) {
    return new GridTransform(
        terms[0] - terms[1] * centre[0] - terms[2] * centre[1],
        1 + terms[1],
        terms[2],
        terms[3] - terms[4] * centre[0] - terms[5] * centre[1],
        terms[4],
        1 + terms[5]);
  }
}
