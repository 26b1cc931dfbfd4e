package org.petrascope.learning;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.petrascope.kernels.BandedMatrix;
import org.petrascope.kernels.Continuum;
import org.petrascope.kernels.Msc;
import org.petrascope.kernels.SavitzkyGolay;
import org.petrascope.kernels.UnitLength;

/** One step of a {@link Preprocessing}; works on every spectrum of a row by itself. */
public sealed interface Step {
  /**
   * The bands that come out of it.
   *
   * @throws LearningException when these bands do not suffice
   */
  default RowShape shape(RowShape in) {
    return in;
  }

  /** What it learns from spectra to learn from; nothing by most. */
  default double[] learn(Rows spectra) {
    return new double[0];
  }

  /** The step made ready for these bands, with what it learned. */
  Prepared prepare(RowShape in, double... learned);

  /**
   * Contributions of the bands that come out as contributions of the bands that went in, with the
   * same sum: [spectrum][band].
   */
  default float[] attribute(float[] shares, RowShape in) {
    return shares;
  }

  /** The step on spectra [spectrum][band]; may overwrite what it is given and return it. */
  @FunctionalInterface
  interface Prepared {
    float[] apply(float[] spectra, int count);
  }

  /** A width along the spectrum, in bands or in nanometres. */
  record Span(double size, boolean inNm) {
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

  /**
   * {@code -ln R}, of at least {@value #DARKEST}: absorptions add up where reflectances multiply.
   */
  record Absorbance() implements Step {
    private static final float DARKEST = 1e-4f;

    @Override
    public Prepared prepare(RowShape in, double... learned) {
      return (spectra, count) -> {
        for (int i = 0; i < spectra.length; i++) {
          spectra[i] = (float) -Math.log(Math.max(DARKEST, spectra[i]));
        }
        return spectra;
      };
    }

    @Override
    public String toString() {
      return "absorbance";
    }
  }

  /** Standard normal variate, see {@link org.petrascope.kernels.Snv}. */
  record Snv() implements Step {
    @Override
    public Prepared prepare(RowShape in, double... learned) {
      return (spectra, count) -> {
        org.petrascope.kernels.Snv.normalise(spectra, in.bands(), 0, count);
        return spectra;
      };
    }

    @Override
    public String toString() {
      return "snv";
    }
  }

  /** Euclidean length one. */
  record Unit() implements Step {
    @Override
    public Prepared prepare(RowShape in, double... learned) {
      return (spectra, count) -> {
        UnitLength.normalise(spectra, in.bands(), 0, count);
        return spectra;
      };
    }

    @Override
    public String toString() {
      return "unit";
    }
  }

  /** Multiplicative scatter correction to the mean of the spectra learned from. */
  record Scatter() implements Step {
    @Override
    public double[] learn(Rows spectra) {
      return BandStatistics.of(spectra).means();
    }

    @Override
    public Prepared prepare(RowShape in, double... mean) {
      return (spectra, count) -> {
        Msc.correct(spectra, mean, 0, count);
        return spectra;
      };
    }

    @Override
    public String toString() {
      return "msc";
    }
  }

  /** Every band less its mean and over its deviation; a band that never varies becomes 0. */
  record Standardise() implements Step {
    @Override
    public double[] learn(Rows spectra) {
      BandStatistics statistics = BandStatistics.of(spectra);
      double[] learned = Arrays.copyOf(statistics.means(), 2 * spectra.columns());
      double[] scales = statistics.scales();
      System.arraycopy(scales, 0, learned, spectra.columns(), spectra.columns());
      return learned;
    }

    @Override
    public Prepared prepare(RowShape in, double... learned) {
      int bands = in.bands();
      return (spectra, count) -> {
        for (int i = 0; i < spectra.length; i++) {
          int band = i % bands;
          spectra[i] = (float) ((spectra[i] - learned[band]) / learned[bands + band]);
        }
        return spectra;
      };
    }

    @Override
    public String toString() {
      return "standardise";
    }
  }

  /** The quotient by the convex hull over wavelength. */
  record ContinuumRemoval() implements Step {
    @Override
    public Prepared prepare(RowShape in, double... learned) {
      double[] centresNm = in.centresNm();
      return (spectra, count) -> {
        Continuum.remove(spectra, centresNm, 0, count, spectra);
        return spectra;
      };
    }

    @Override
    public String toString() {
      return "continuum";
    }
  }

  /**
   * A derivative by Savitzky and Golay, per nanometre to the power of its degree; degree 0 smooths.
   *
   * @param window in nanometres it becomes the nearest odd number of bands that holds the order
   */
  record Derivative(int degree, Span window, int order) implements Step {
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
      return window.inNm ? Math.max(odd, order / 2 * 2 + 3) : odd;
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

  /** Means of neighbouring bands; the last bin takes what is left. */
  record Bin(Span width) implements Step {
    private int size(RowShape in) {
      return (int) Math.max(1, Math.round(width.bands(in)));
    }

    private static int end(int start, int size, RowShape in) {
      return Math.min(start + size, in.bands());
    }

    @Override
    public RowShape shape(RowShape in) {
      int size = size(in);
      double[] centres = new double[Math.ceilDiv(in.bands(), size)];
      for (int bin = 0; bin < centres.length; bin++) {
        int end = end(bin * size, size, in);
        for (int b = bin * size; b < end; b++) {
          centres[bin] += in.centreNm(b) / (end - bin * size);
        }
      }
      return new RowShape(in.side(), centres);
    }

    @Override
    public Prepared prepare(RowShape in, double... learned) {
      int size = size(in);
      int bins = Math.ceilDiv(in.bands(), size);
      return (spectra, count) -> {
        float[] means = new float[count * bins];
        for (int i = 0; i < means.length; i++) {
          int first = i / bins * in.bands();
          int start = i % bins * size;
          int end = end(start, size, in);
          double sum = 0;
          for (int b = start; b < end; b++) {
            sum += spectra[first + b];
          }
          means[i] = (float) (sum / (end - start));
        }
        return means;
      };
    }

    @Override
    public float[] attribute(float[] shares, RowShape in) {
      int size = size(in);
      int bins = Math.ceilDiv(in.bands(), size);
      float[] spread = new float[shares.length / bins * in.bands()];
      for (int i = 0; i < spread.length; i++) {
        int start = i % in.bands() / size * size;
        spread[i] = shares[i / in.bands() * bins + start / size] / (end(start, size, in) - start);
      }
      return spread;
    }

    @Override
    public String toString() {
      return "bin(%s)".formatted(width);
    }
  }

  /** Both ends of a range of wavelengths are in it. */
  record Range(double fromNm, double toNm) {
    @Override
    public String toString() {
      return PreprocessingText.number(fromNm) + "," + PreprocessingText.number(toNm);
    }
  }

  /** Only the bands inside one of the ranges. */
  record Crop(List<Range> ranges) implements Step {
    public Crop {
      ranges = List.copyOf(ranges);
    }

    private int[] kept(RowShape in) {
      int[] kept = new int[in.bands()];
      int count = 0;
      for (int band = 0; band < in.bands(); band++) {
        double centre = in.centreNm(band);
        if (ranges.stream().anyMatch(r -> centre >= r.fromNm && centre <= r.toNm)) {
          kept[count++] = band;
        }
      }
      return Arrays.copyOf(kept, count);
    }

    @Override
    public RowShape shape(RowShape in) {
      int[] kept = kept(in);
      if (kept.length == 0) {
        throw new LearningException(
            "%s keeps none of %s: take a range that the spectra cover".formatted(this, in));
      }
      return new RowShape(in.side(), Arrays.stream(kept).mapToDouble(in::centreNm).toArray());
    }

    @Override
    public Prepared prepare(RowShape in, double... learned) {
      int[] kept = kept(in);
      return (spectra, count) -> {
        float[] cropped = new float[count * kept.length];
        for (int i = 0; i < cropped.length; i++) {
          cropped[i] = spectra[i / kept.length * in.bands() + kept[i % kept.length]];
        }
        return cropped;
      };
    }

    @Override
    public float[] attribute(float[] shares, RowShape in) {
      int[] kept = kept(in);
      float[] spread = new float[shares.length / kept.length * in.bands()];
      for (int i = 0; i < shares.length; i++) {
        spread[i / kept.length * in.bands() + kept[i % kept.length]] = shares[i];
      }
      return spread;
    }

    @Override
    public String toString() {
      return ranges.stream().map(Range::toString).collect(Collectors.joining(";", "crop(", ")"));
    }
  }
}
