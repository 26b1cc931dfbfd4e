package org.petrascope.learning;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.petrascope.kernels.ConstrainedLeastSquares;

/**
 * How much each member counts in a mixture: the point of the simplex with the least mean squared
 * error on out-of-fold predictions (stacked regressions, Breiman 1996, doi:10.1007/BF00117832),
 * drawn towards equal shares by a penalty on their squares. How hard is chosen by leaving blocks of
 * groups out; with a single block it is the strongest of the choices but one.
 */
final class Shares {
  /** Penalties as shares of the best member's mean squared error. */
  private static final double[] PENALTIES = {0.01, 0.03, 0.1, 0.3, 1, 3};

  private static final double PENALTY_OF_ONE_BLOCK = 1;
  static final int BLOCKS_MAX = 10;

  /** Smaller shares are not worth the time to predict. */
  private static final double LEAST = 0.01;

  /** Makes equal members' share of the squared error a unique solution. */
  private static final double JITTER = 1e-6;

  private Shares() {}

  // Shares [members], which sum to one. residuals: truth - prediction, [members][entries]; weights:
  // [entries]; blocks: [entries], below BLOCKS_MAX.
  static double[] of(double[][] residuals, double[] weights, int[] blocks) {
    int members = residuals.length;
    double[][] products = new double[BLOCKS_MAX][members * members];
    double total = Arrays.stream(weights).sum();
    for (int a = 0; a < members; a++) {
      for (int b = 0; b <= a; b++) {
        for (int i = 0; i < weights.length; i++) {
          double product = weights[i] * residuals[a][i] * residuals[b][i] / total;
          products[blocks[i]][a * members + b] += product;
          products[blocks[i]][b * members + a] += b < a ? product : 0;
        }
      }
    }
    double[] all = sum(products, -1);
    double[] shares = solve(all, penalty(products, blocks));
    double kept = Arrays.stream(shares).filter(share -> share >= LEAST).sum();
    return Arrays.stream(shares).map(share -> share >= LEAST ? share / kept : 0).toArray();
  }

  private static double penalty(double[][] products, int[] blocks) {
    int[] used = Arrays.stream(blocks).distinct().toArray();
    if (used.length < 2) {
      return PENALTY_OF_ONE_BLOCK;
    }
    double best = PENALTY_OF_ONE_BLOCK;
    double least = Double.POSITIVE_INFINITY;
    for (double penalty : PENALTIES) {
      double error = 0;
      for (int block : used) {
        error += quadratic(products[block], solve(sum(products, block), penalty));
      }
      if (error < least) {
        least = error;
        best = penalty;
      }
    }
    return best;
  }

  private static double[] sum(double[][] products, int without) {
    double[] sum = new double[products[0].length];
    for (int block = 0; block < products.length; block++) {
      for (int i = 0; i < sum.length && block != without; i++) {
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

  // argmin w'Gw + p |w|^2 over the simplex: with G + p I = L L' it is the mixture of the rows of L
  // that lies nearest to the origin.
  private static double[] solve(double[] products, double penalty) {
    int members = (int) Math.round(Math.sqrt(products.length));
    double least = Double.POSITIVE_INFINITY;
    double mean = 0;
    for (int m = 0; m < members; m++) {
      least = Math.min(least, products[m * members + m]);
      mean += products[m * members + m] / members;
    }
    double scale = mean > 0 ? mean : 1;
    DMatrixRMaj matrix = new DMatrixRMaj(members, members);
    for (int i = 0; i < products.length; i++) {
      matrix.data[i] = products[i] / scale;
    }
    for (int m = 0; m < members; m++) {
      matrix.add(m, m, penalty * least / scale + JITTER);
    }
    var cholesky = DecompositionFactory_DDRM.chol(members, true);
    if (!cholesky.decompose(matrix)) {
      throw new LearningException(
          "the shares of %d models cannot be found: their out-of-fold errors are not finite"
              .formatted(members));
    }
    DMatrixRMaj lower = cholesky.getT(new DMatrixRMaj(members, members));
    float[] endmembers = new float[members * members];
    for (int i = 0; i < endmembers.length; i++) {
      endmembers[i] = (float) lower.data[i];
    }
    float[] shares = new float[members];
    ConstrainedLeastSquares.fullyConstrained(endmembers, members)
        .solve(new float[members], 0, 1, shares, new float[1]);
    double[] exact = new double[members];
    for (int m = 0; m < members; m++) {
      exact[m] = shares[m];
    }
    return exact;
  }
}
