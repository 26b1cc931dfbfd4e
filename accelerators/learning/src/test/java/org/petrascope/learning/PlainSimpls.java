package org.petrascope.learning;

import org.ejml.data.DMatrixRMaj;

/**
 * SIMPLS as its definition says it: every direction is the dominant left singular vector, by power
 * iteration, of the covariance projected off all loadings so far, with a basis made anew for each.
 */
final class PlainSimpls {
  private static final int ITERATIONS = 20_000;

  private PlainSimpls() {}

  static double[][] coefficients(DMatrixRMaj x, DMatrixRMaj y, int components) {
    int columns = x.numCols;
    int outputs = y.numCols;
    double[][] covariance = new double[columns][outputs];
    for (int row = 0; row < x.numRows; row++) {
      for (int i = 0; i < columns; i++) {
        for (int k = 0; k < outputs; k++) {
          covariance[i][k] += x.get(row, i) * y.get(row, k);
        }
      }
    }
    double[][] loadings = new double[components][];
    double[][] coefficients = new double[columns][outputs];
    for (int a = 0; a < components; a++) {
      double[] direction = dominant(projected(covariance, loadings, a));
      double[] scores = scores(x, direction);
      double squares = dot(scores, scores);
      loadings[a] = new double[columns];
      for (int row = 0; row < x.numRows; row++) {
        for (int i = 0; i < columns; i++) {
          loadings[a][i] += x.get(row, i) * scores[row] / squares;
        }
      }
      for (int k = 0; k < outputs; k++) {
        double loading = 0;
        for (int row = 0; row < x.numRows; row++) {
          loading += y.get(row, k) * scores[row] / squares;
        }
        for (int i = 0; i < columns; i++) {
          coefficients[i][k] += direction[i] * loading;
        }
      }
    }
    return coefficients;
  }

  private static double[] scores(DMatrixRMaj x, double[] direction) {
    double[] scores = new double[x.numRows];
    for (int row = 0; row < x.numRows; row++) {
      for (int i = 0; i < direction.length; i++) {
        scores[row] += x.get(row, i) * direction[i];
      }
    }
    return scores;
  }

  // (I - Q Q') S with an orthonormal basis Q of all loadings so far.
  private static double[][] projected(double[][] covariance, double[][] loadings, int count) {
    int columns = covariance.length;
    double[][] basis = new double[count][];
    for (int a = 0; a < count; a++) {
      basis[a] = loadings[a].clone();
      for (int pass = 0; pass < 3; pass++) {
        for (int b = 0; b < a; b++) {
          subtract(basis[a], basis[b], dot(basis[a], basis[b]));
        }
        double length = Math.sqrt(dot(basis[a], basis[a]));
        for (int i = 0; i < columns; i++) {
          basis[a][i] /= length;
        }
      }
    }
    double[][] projected = new double[columns][covariance[0].length];
    for (int k = 0; k < covariance[0].length; k++) {
      double[] column = new double[columns];
      for (int i = 0; i < columns; i++) {
        column[i] = covariance[i][k];
      }
      for (int pass = 0; pass < 2; pass++) {
        for (double[] direction : basis) {
          subtract(column, direction, dot(column, direction));
        }
      }
      for (int i = 0; i < columns; i++) {
        projected[i][k] = column[i];
      }
    }
    return projected;
  }

  private static double[] dominant(double[][] matrix) {
    double[] left = new double[matrix.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = Math.sin(i + 1);
    }
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] right = new double[matrix[0].length];
      for (int i = 0; i < left.length; i++) {
        for (int k = 0; k < right.length; k++) {
          right[k] += matrix[i][k] * left[i];
        }
      }
      for (int i = 0; i < left.length; i++) {
        left[i] = dot(matrix[i], right);
      }
      double length = Math.sqrt(dot(left, left));
      for (int i = 0; i < left.length; i++) {
        left[i] /= length;
      }
    }
    return left;
  }

  private static void subtract(double[] from, double[] direction, double share) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= share * direction[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
