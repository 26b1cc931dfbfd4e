package org.petrascope.learning;

import java.util.Arrays;
import org.petrascope.kernels.Continuum;
import org.petrascope.kernels.Msc;
import org.petrascope.kernels.UnitLength;

/** One step of a {@link Preprocessing}; works on every spectrum of a row by itself. */
public sealed interface Step
    permits Step.Absorbance,
        Step.Logarithm,
        Step.Snv,
        Step.Unit,
        Step.Scatter,
        Step.Standardise,
        Step.ContinuumRemoval,
        Derivative,
        Bin,
        Crop,
        Emphasis {
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

  /** {@code ln(x + 0.01)}, of depths; what is below 0 counts as 0. */
  record Logarithm() implements Step {
    private static final float SMALL = 0.01f;

    @Override
    public Prepared prepare(RowShape in, double... learned) {
      return (spectra, count) -> {
        for (int i = 0; i < spectra.length; i++) {
          spectra[i] = (float) Math.log(Math.max(0, spectra[i]) + SMALL);
        }
        return spectra;
      };
    }

    @Override
    public String toString() {
      return "log";
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
}
