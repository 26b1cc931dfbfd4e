package org.petrascope.learning;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.petrascope.kernels.ConstrainedLeastSquares;

/**
 * How members err together on out-of-fold predictions, and the shares at which a mixture of them
 * errs least: stacked regressions (Breiman 1996, doi:10.1007/BF00117832) on the simplex, drawn
 * towards given shares by a penalty, {@code argmin w'Gw + p |w - towards|^2} where G holds the mean
 * products of errors. The penalty is chosen by leaving out blocks of groups. Immutable.
 */
final class MemberErrors {
  static final int BLOCKS_MAX = 10;

  /** Shares before looking at how errors go together fall with this power of the squared error. */
  private static final double POWER = 4;

  /** Smaller shares are not worth the time to predict. */
  private static final double LEAST = 0.01;

  /** Makes the shares of equal members unique, and a member without any error possible. */
  private static final double JITTER = 1e-6;

  /** Mean products of errors in every block of groups, [block][member][member]. */
  private final double[][] products;

  private final int members;

  private MemberErrors(double[][] products, int members) {
    this.products = products;
    this.members = members;
  }

  // residuals: truth - prediction, [members][entries]; weights: [entries]; blocks: [entries], below
  // BLOCKS_MAX.
  static MemberErrors of(double[][] residuals, double[] weights, int[] blocks) {
    int members = residuals.length;
    double[][] products = new double[BLOCKS_MAX][members * members];
    double total = Arrays.stream(weights).sum();
    for (int a = 0; a < members; a++) {
      for (int b = 0; b < members; b++) {
        for (int i = 0; i < weights.length; i++) {
          products[blocks[i]][a * members + b] +=
              weights[i] * residuals[a][i] * residuals[b][i] / total;
        }
      }
    }
    return new MemberErrors(products, members);
  }

  /** The errors of both together, such as of two components. */
  MemberErrors plus(MemberErrors other) {
    double[][] sums = new double[BLOCKS_MAX][members * members];
    for (int block = 0; block < BLOCKS_MAX; block++) {
      for (int i = 0; i < members * members; i++) {
        sums[block][i] = products[block][i] + other.products[block][i];
      }
    }
    return new MemberErrors(sums, members);
  }

  /** Shares that fall with the fourth power of each member's mean squared error. */
  double[] byError() {
    double[] all = without(-1);
    double least = leastError(all);
    double[] shares = new double[members];
    for (int m = 0; m < members; m++) {
      double error = all[m * members + m];
      shares[m] = error > 0 ? Math.pow(least / error, POWER) : 1;
    }
    return scaled(shares);
  }

  /**
   * Shares that sum to one.
   *
   * @param towards what they are drawn to
   * @param penalties to choose from, rising, as multiples of the best member's mean squared error;
   *     the strongest is taken when there is one block only
   */
  double[] shares(double[] towards, double... penalties) {
    double[] found = solve(without(-1), towards, penalty(towards, penalties));
    return scaled(Arrays.stream(found).map(share -> share >= LEAST ? share : 0).toArray());
  }

  private static double[] scaled(double[] shares) {
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }

  private double penalty(double[] towards, double[] penalties) {
    int[] used =
        IntStream.range(0, BLOCKS_MAX)
            .filter(block -> Arrays.stream(products[block]).anyMatch(product -> product != 0))
            .toArray();
    double best = penalties[penalties.length - 1];
    double least = Double.POSITIVE_INFINITY;
    for (double penalty : used.length > 1 ? penalties : new double[0]) {
      double error = 0;
      for (int block : used) {
        error += quadratic(products[block], solve(without(block), towards, penalty));
      }
      if (error < least) {
        least = error;
        best = penalty;
      }
    }
    return best;
  }

  private double[] without(int left) {
    double[] sum = new double[members * members];
    for (int block = 0; block < BLOCKS_MAX; block++) {
      for (int i = 0; i < sum.length && block != left; i++) {
        sum[i] += products[block][i];
      }
    }
    return sum;
  }

  private static double quadratic(double[] matrix, double[] x) {
    double sum = 0;
    for (int a = 0; a < x.length; a++) {
      for (int b = 0; b < x.length; b++) {
        sum += x[a] * matrix[a * x.length + b] * x[b];
      }
    }
    return sum;
  }

  private double leastError(double[] matrix) {
    return IntStream.range(0, members).mapToDouble(m -> matrix[m * members + m]).min().orElse(0);
  }

  // With G + p I = L L' and L b = p towards, w is the mixture of the rows of L nearest to b. The
  // numbers are scaled so that the mean squared error is one.
  private double[] solve(double[] errors, double[] towards, double penalty) {
    double mean =
        IntStream.range(0, members).mapToDouble(m -> errors[m * members + m]).sum() / members;
    double scale = mean > 0 ? mean : 1;
    double pull = penalty * leastError(errors) / scale + JITTER;
    DMatrixRMaj matrix = new DMatrixRMaj(members, members);
    for (int i = 0; i < errors.length; i++) {
      matrix.data[i] = errors[i] / scale;
    }
    for (int m = 0; m < members; m++) {
      matrix.add(m, m, pull);
    }
    var cholesky = DecompositionFactory_DDRM.chol(members, true);
    if (!cholesky.decompose(matrix)) {
      throw new LearningException(
          "the shares of %d models cannot be found: their out-of-fold errors are not finite"
              .formatted(members));
    }
    DMatrixRMaj lower = cholesky.getT(new DMatrixRMaj(members, members));
    float[] endmembers = new float[members * members];
    float[] target = new float[members];
    for (int m = 0; m < members; m++) {
      double rest = pull * towards[m];
      for (int k = 0; k <= m; k++) {
        endmembers[m * members + k] = (float) lower.get(m, k);
        rest -= k < m ? lower.get(m, k) * target[k] : 0;
      }
      target[m] = (float) (rest / lower.get(m, m));
    }
    float[] shares = new float[members];
    ConstrainedLeastSquares.fullyConstrained(endmembers, members)
        .solve(target, 0, 1, shares, new float[1]);
    return IntStream.range(0, members).mapToDouble(m -> shares[m]).toArray();
  }
}
