package org.petrascope.kernels;

import java.util.Arrays;

/**
 * Small least squares under {@code x >= 0} and, where asked for, {@code sum x = 1}, by the active
 * set method of Lawson and Hanson (1974, doi:10.1137/1.9781611971217, chapter 23). It owns its
 * scratch: one thread uses it, for one batch.
 *
 * <p>With the sum kept at one, one member of the support is the base and the others move away from
 * it: {@code x_base = 1 - sum of the others} and the columns become differences to the base.
 * Without it the base is the origin. Every step lowers the distance, so no support comes twice.
 */
final class ActiveSet {
  private static final int STEPS_PER_COLUMN_MAX = 30;

  /** Slopes below this share of the lengths that make them up are rounding. */
  private static final double FLAT = 1e-15;

  private final double[] columns;
  private final int size;
  private final boolean sumToOne;

  /** {@code [1 + size][1 + size]}: distances between columns, the origin being the first. */
  private final double[] lengths;

  private final double[] target;
  private double targetLength;
  private final double[] x;
  private final double[] trial;
  private final double[] residual;
  private final double[] q;
  private final double[] triangle;
  private final boolean[] refused;
  private final boolean[] inside;
  private final int[] support;
  private int supportSize;

  /** How many columns of the support, without the base, q and triangle are up to date for. */
  private int factored;

  /** Takes columns {@code [size][size]}, which must not change. */
  ActiveSet(double[] columns, int size, boolean sumToOne) {
    this.columns = columns;
    this.size = size;
    this.sumToOne = sumToOne;
    this.target = new double[size];
    this.x = new double[size];
    this.trial = new double[size];
    this.residual = new double[size];
    this.q = new double[size * size];
    this.triangle = new double[size * size];
    this.refused = new boolean[size];
    this.inside = new boolean[size];
    this.support = new int[size];
    this.lengths = lengths();
  }

  double solution(int column) {
    return x[column];
  }

  // Solves for a target [size]; the result is |R x - target|^2.
  double solve(double[] wanted) {
    System.arraycopy(wanted, 0, target, 0, size);
    targetLength = Math.sqrt(Orthogonal.dot(target, 0, target, 0, size));
    start();
    int entering = entering();
    for (int step = 0; entering >= 0 && step < STEPS_PER_COLUMN_MAX * size; step++) {
      if (enter(entering)) {
        Arrays.fill(refused, false);
      } else {
        refused[entering] = true;
      }
      entering = entering();
    }
    return Orthogonal.dot(residual, 0, residual, 0, size);
  }

  /** Starts at the origin, or at the nearest single column. */
  private void start() {
    Arrays.fill(x, 0);
    Arrays.fill(refused, false);
    Arrays.fill(inside, false);
    supportSize = 0;
    factored = 0;
    if (!sumToOne) {
      return;
    }
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < size; c++) {
      double distance = 0;
      for (int i = 0; i < size; i++) {
        double difference = columns[c * size + i] - target[i];
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    add(nearest);
    x[nearest] = 1;
  }

  /**
   * The column outside the support along which the distance falls fastest, or -1 at the optimum.
   */
  private int entering() {
    updateResidual();
    int base = sumToOne ? support[0] : -1;
    double scale = targetLength + lengths[1 + base];
    int best = -1;
    double steepest = 0;
    for (int c = 0; c < size; c++) {
      if (inside[c] || refused[c]) {
        continue;
      }
      double slope = 0;
      for (int i = 0; i < size; i++) {
        slope += direction(c, base, i) * residual[i];
      }
      double length = lengths[(1 + c) * (1 + size) + 1 + base];
      if (slope > FLAT * scale * length && slope > steepest * length) {
        steepest = slope / length;
        best = c;
      }
    }
    return best;
  }

  // Adds a column and walks to the least squares solution on the support, dropping columns that
  // would
  // become negative. False, and nothing changed, when the column cannot improve the solution.
  private boolean enter(int column) {
    add(column);
    boolean feasible = solveSupport();
    if (trial[column] <= 0 || triangleIsSingular()) {
      remove(supportSize - 1);
      return false;
    }
    while (!feasible) {
      stepToBoundary();
      feasible = solveSupport();
    }
    for (int k = 0; k < supportSize; k++) {
      x[support[k]] = trial[support[k]];
    }
    return true;
  }

  // Moves from x towards the trial as far as nothing is negative and drops what has become zero.
  private void stepToBoundary() {
    double share = 1;
    int first = -1;
    for (int k = 0; k < supportSize; k++) {
      int c = support[k];
      if (trial[c] <= 0) {
        double allowed = x[c] / (x[c] - trial[c]);
        if (first < 0 || allowed < share) {
          share = allowed;
          first = c;
        }
      }
    }
    for (int k = supportSize - 1; k >= 0; k--) {
      int c = support[k];
      x[c] += share * (trial[c] - x[c]);
      if (c == first || x[c] <= 0) {
        x[c] = 0;
        remove(k);
      }
    }
  }

  // Least squares on the support, into trial; true when all of it is positive.
  private boolean solveSupport() {
    int base = sumToOne ? support[0] : -1;
    int skip = sumToOne ? 1 : 0;
    int free = supportSize - skip;
    for (int i = 0; i < size; i++) {
      residual[i] = target[i] - (sumToOne ? columns[base * size + i] : 0);
    }
    for (int k = 0; k < free; k++) {
      if (k >= factored) {
        factor(k, support[k + skip], base);
      }
      double share = Orthogonal.dot(q, k * size, residual, 0, size);
      trial[support[k + skip]] = share;
      for (int i = 0; i < size; i++) {
        residual[i] -= share * q[k * size + i];
      }
    }
    factored = free;
    return substitute(free, skip, base);
  }

  private void factor(int k, int column, int base) {
    for (int i = 0; i < size; i++) {
      q[k * size + i] = direction(column, base, i);
    }
    Orthogonal.append(q, size, k, triangle, size);
  }

  private boolean substitute(int free, int skip, int base) {
    boolean positive = true;
    double sum = 0;
    for (int k = free - 1; k >= 0; k--) {
      double value = trial[support[k + skip]];
      for (int later = k + 1; later < free; later++) {
        value -= triangle[later * size + k] * trial[support[later + skip]];
      }
      double pivot = triangle[k * size + k];
      value = pivot > 0 ? value / pivot : 0;
      trial[support[k + skip]] = value;
      sum += value;
      positive &= value > 0;
    }
    if (base >= 0) {
      trial[base] = 1 - sum;
      positive &= trial[base] > 0;
    }
    return positive;
  }

  private boolean triangleIsSingular() {
    int last = supportSize - (sumToOne ? 2 : 1);
    return last >= 0 && triangle[last * size + last] == 0;
  }

  private void updateResidual() {
    System.arraycopy(target, 0, residual, 0, size);
    for (int k = 0; k < supportSize; k++) {
      int c = support[k];
      for (int i = 0; i < size; i++) {
        residual[i] -= x[c] * columns[c * size + i];
      }
    }
  }

  private void add(int column) {
    support[supportSize++] = column;
    inside[column] = true;
  }

  private void remove(int position) {
    inside[support[position]] = false;
    supportSize--;
    factored = Math.clamp(position - (sumToOne ? 1 : 0), 0, factored);
    System.arraycopy(support, position + 1, support, position, supportSize - position);
  }

  private double direction(int column, int base, int i) {
    return columns[column * size + i] - (base < 0 ? 0 : columns[base * size + i]);
  }

  private double[] lengths() {
    double[] all = new double[(1 + size) * (1 + size)];
    for (int a = 0; a < size; a++) {
      for (int b = -1; b < size; b++) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
          sum += direction(a, b, i) * direction(a, b, i);
        }
        all[(1 + a) * (1 + size) + 1 + b] = Math.sqrt(sum);
        all[(1 + b) * (1 + size) + 1 + a] = Math.sqrt(sum);
      }
    }
    return all;
  }
}
