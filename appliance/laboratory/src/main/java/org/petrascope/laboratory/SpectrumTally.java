package org.petrascope.laboratory;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.petrascope.laboratory.RegionPixels.Run;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.Spectrum;

/**
 * Mean and spread of many spectra, each band by itself, by Welford's recurrence, which loses no
 * digits (1962, Note on a method for calculating corrected sums of squares and products,
 * doi:10.2307/1266577). For one thread.
 */
final class SpectrumTally {
  private final double[] mean;
  private final double[] squares;
  private final long[] counts;
  private final Map<PixelFlag, Long> leftOut = new EnumMap<>(PixelFlag.class);
  private long pixels;

  SpectrumTally(int bands) {
    this.mean = new double[bands];
    this.squares = new double[bands];
    this.counts = new long[bands];
  }

  /** Adds a run's usable pixels and counts the others. */
  void add(CubeLines lines, Run run) {
    for (int sample = run.from(); sample < run.to(); sample++) {
      Optional<PixelFlag> flag = lines.unusable(run.line(), sample);
      if (flag.isPresent()) {
        leftOut.merge(flag.get(), 1L, Long::sum);
      } else {
        add(lines.values(), lines.offset(run.line(), sample));
      }
    }
  }

  private void add(float[] values, int offset) {
    pixels++;
    for (int band = 0; band < mean.length; band++) {
      double value = values[offset + band];
      if (!Double.isNaN(value)) {
        counts[band]++;
        double away = value - mean[band];
        mean[band] += away / counts[band];
        squares[band] += away * (value - mean[band]);
      }
    }
  }

  Composite composite(Region region) {
    float[] means = new float[mean.length];
    float[] spreads = new float[mean.length];
    for (int band = 0; band < means.length; band++) {
      means[band] = counts[band] > 0 ? (float) mean[band] : Float.NaN;
      spreads[band] =
          counts[band] > 1 ? (float) Math.sqrt(squares[band] / (counts[band] - 1)) : Float.NaN;
    }
    return new Composite(region, new Spectrum(means), new Spectrum(spreads), pixels, leftOut);
  }
}
