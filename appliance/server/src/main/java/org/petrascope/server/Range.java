package org.petrascope.server;

/** Closed bounds of a number that a person writes. */
record Range(double min, double max) {
  static final Range ABOVE_ZERO = new Range(Double.MIN_VALUE, Double.MAX_VALUE);

  static Range atLeast(double min) {
    return new Range(min, Double.MAX_VALUE);
  }

  boolean holds(double value) {
    return value >= min && value <= max;
  }

  @Override
  public String toString() {
    if (equals(ABOVE_ZERO)) {
      return "above zero";
    }
    return max == Double.MAX_VALUE
        ? "of at least " + plain(min)
        : "from " + plain(min) + " to " + plain(max);
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
