package org.petrascope.learning;

import java.util.Arrays;

/** A width along the spectrum, in bands or in nanometres. */
public record Span(double size, boolean inNm) {
  static Span ofBands(int bands) {
    return new Span(bands, false);
  }

  /** Its width in bands of the usual spacing, not rounded. */
  double bands(RowShape shape) {
    if (!inNm || shape.bands() < 2) {
      return inNm ? 1 : size;
    }
    double[] spacings = new double[shape.bands() - 1];
    for (int b = 0; b < spacings.length; b++) {
      spacings[b] = shape.centreNm(b + 1) - shape.centreNm(b);
    }
    Arrays.sort(spacings);
    return size / spacings[spacings.length / 2];
  }

  @Override
  public String toString() {
    return PreprocessingText.number(size) + (inNm ? " nm" : "");
  }
}
