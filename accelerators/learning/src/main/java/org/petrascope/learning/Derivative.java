package org.petrascope.learning;

import org.petrascope.kernels.BandedMatrix;
import org.petrascope.kernels.SavitzkyGolay;

/**
 * A derivative by Savitzky and Golay, per nanometre to the power of its degree; degree 0 smooths.
 *
 * @param window in nanometres it becomes the nearest odd number of bands that holds the order
 */
public record Derivative(int degree, Span window, int order) implements Step {
  @Override
  public RowShape shape(RowShape in) {
    int bands = windowBands(in);
    if (bands > in.bands()) {
      throw new LearningException(
          "%s takes a window of %d bands, the spectra have %d: take a smaller one"
              .formatted(this, bands, in.bands()));
    }
    return in;
  }

  private int windowBands(RowShape in) {
    int odd = 2 * (int) Math.round((window.bands(in) - 1) / 2) + 1;
    return window.inNm() ? Math.max(odd, order / 2 * 2 + 3) : odd;
  }

  @Override
  public Prepared prepare(RowShape in, double... learned) {
    BandedMatrix filter = SavitzkyGolay.filter(in.centresNm(), windowBands(in), order, degree);
    return (spectra, count) -> {
      float[] derivatives = new float[spectra.length];
      filter.apply(spectra, 0, count, derivatives);
      return derivatives;
    };
  }

  @Override
  public String toString() {
    return "derivative(%d,window %s,order %d)".formatted(degree, window, order);
  }
}
