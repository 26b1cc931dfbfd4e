package org.petrascope.kernels;

/** Says in one sentence which array does not fit the shape it is used with. */
final class Shape {
  private Shape() {}

  /** Requires that {@code array[offset .. offset + count)} lies inside an array of that length. */
  static void requireRange(String array, int length, int offset, long count) {
    if (offset < 0 || count < 0 || offset + count > length) {
      throw new IllegalArgumentException(
          "%s: %d values from index %d are used, the array holds %d; pass an array of the stated shape"
              .formatted(array, count, offset, length));
    }
  }

  /** Requires rows {@code from <= row < to} of that width inside an array of that length. */
  static void requireRows(String array, int length, int width, int from, int to) {
    if (from < 0 || to < from || (long) to * width > length) {
      throw new IllegalArgumentException(
          "%s: rows %d to %d of %d values are used, the array holds %d values; pass whole rows"
              .formatted(array, from, to, width, length));
    }
  }

  /** Requires that a size lies between two bounds, both included. */
  static int requireBetween(String size, int actual, int least, int most) {
    if (actual < least || actual > most) {
      throw new IllegalArgumentException(
          "%s is %d, it must be from %d to %d".formatted(size, actual, least, most));
    }
    return actual;
  }

  /** Requires an array of exactly that length. */
  static void requireLength(String array, int length, long expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "%s holds %d values, %d are expected".formatted(array, length, expected));
    }
  }
}
