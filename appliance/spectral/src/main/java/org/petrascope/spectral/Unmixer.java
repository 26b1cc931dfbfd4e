package org.petrascope.spectral;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.petrascope.kernels.ConstrainedLeastSquares;

/**
 * Fractions of given endmembers in pixels: never negative, summing to one. Immutable; may be used
 * by many threads.
 *
 * <p>First by fully constrained least squares, exact (Heinz and Chang 2001, doi:10.1109/36.911111):
 * {@code min |A x - b|^2, x >= 0, sum x = 1}. But a pixel of rough rock is darker or brighter than
 * its endmembers as it is turned to the lamp, whatever it is made of. Where an unknown brightness
 * s, {@code min |s A x - b|^2, s >= 0}, explains the pixel clearly better, x is taken from there;
 * it is non-negative least squares in {@code s x}, exact too.
 */
public final class Unmixer {
  private final List<String> endmembers;
  private final int bands;
  private final int[] used;
  private final ConstrainedLeastSquares asBright;
  private final ConstrainedLeastSquares anyBrightness;

  /** An unknown brightness must leave this share of the residual or less to be believed. */
  private static final double CLEARLY_BETTER = 0.5;

  /** Fractions [pixel][endmember], NaN where a pixel was not measured, and how far off they are. */
  public static final class Fractions {
    private final float[] abundances;
    private final float[] rmse;
    private final int[] flags;

    private Fractions(int pixels, int endmembers) {
      this.abundances = new float[pixels * endmembers];
      this.rmse = new float[pixels];
      this.flags = new int[pixels];
    }

    // Takes the fractions of another solution, which need not sum to one, where it is better.
    private void improve(int pixel, Fractions free) {
      int endmembers = abundances.length / rmse.length;
      double sum = 0;
      for (int i = pixel * endmembers; i < (pixel + 1) * endmembers; i++) {
        sum += free.abundances[i];
      }
      if (sum > 0 && free.rmse[pixel] <= CLEARLY_BETTER * rmse[pixel]) {
        rmse[pixel] = free.rmse[pixel];
        for (int i = pixel * endmembers; i < (pixel + 1) * endmembers; i++) {
          abundances[i] = (float) (free.abundances[i] / sum);
        }
      }
    }

    /** [pixel][endmember]; to be read only. */
    public float[] abundances() {
      return abundances;
    }

    /** Root mean square of what the mixture leaves unexplained, in the pixel's unit. */
    public float[] rmse() {
      return rmse;
    }

    /** Words of {@link PixelFlag} bits. */
    public int[] flags() {
      return flags;
    }
  }

  private Unmixer(List<String> endmembers, int bands, int[] used, float[] spectra) {
    this.endmembers = List.copyOf(endmembers);
    this.bands = bands;
    this.used = used;
    this.asBright = ConstrainedLeastSquares.fullyConstrained(spectra, used.length);
    this.anyBrightness = ConstrainedLeastSquares.nonNegative(spectra, used.length);
  }

  /**
   * Endmembers on the pixels' own bands.
   *
   * @param names one name an endmember
   * @param spectra one spectrum an endmember, a value a band; a band where one of them is NaN is
   *     left out
   */
  public static Unmixer of(List<String> names, List<Spectrum> spectra, BitSet badBands) {
    if (names.isEmpty() || names.size() != spectra.size()) {
      throw new SpectralException(
          "%d endmember names and %d spectra: both must be equal and not zero"
              .formatted(names.size(), spectra.size()));
    }
    int bands = spectra.getFirst().bands();
    for (int i = 0; i < spectra.size(); i++) {
      if (spectra.get(i).bands() != bands) {
        throw new SpectralException(
            "endmember %s has %d bands, %s has %d: all must have the same"
                .formatted(names.get(i), spectra.get(i).bands(), names.getFirst(), bands));
      }
    }
    int[] used =
        IntStream.range(0, bands)
            .filter(band -> !badBands.get(band))
            .filter(band -> spectra.stream().allMatch(s -> Float.isFinite(s.value(band))))
            .toArray();
    if (used.length < names.size()) {
      throw new SpectralException(
          "%d endmembers share %d usable bands, at least as many bands as endmembers are needed: choose endmembers that cover the sensor's range"
              .formatted(names.size(), used.length));
    }
    float[] rows = new float[names.size() * used.length];
    for (int i = 0; i < names.size(); i++) {
      for (int k = 0; k < used.length; k++) {
        rows[i * used.length + k] = spectra.get(i).value(used[k]);
      }
    }
    return new Unmixer(names, bands, used, rows);
  }

  /** All records of a library, resampled to the sensor. */
  public static Unmixer of(SpectralLibrary library, Wavelengths sensor, BitSet badBands) {
    BandResampler resampler = BandResampler.between(library.wavelengths(), sensor);
    List<Spectrum> spectra =
        IntStream.range(0, library.size())
            .mapToObj(library::reflectance)
            .map(RecordQuality::bridged)
            .map(resampler::resample)
            .map(Spectrum::new)
            .toList();
    return of(library.records(), spectra, badBands);
  }

  public List<String> endmembers() {
    return endmembers;
  }

  /** Unmixes all pixels of a block. */
  public Fractions unmix(ReflectanceCube block) {
    CubeShape shape = block.shape();
    if (shape.bands() != bands) {
      throw new IllegalArgumentException(
          "the block has %d bands, the endmembers have %d".formatted(shape.bands(), bands));
    }
    int pixels = Math.toIntExact(shape.pixels());
    float[] rows = new float[pixels * used.length];
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int k = 0; k < used.length; k++) {
        rows[pixel * used.length + k] = block.bip()[pixel * bands + used[k]];
      }
    }
    Fractions fractions = new Fractions(pixels, endmembers.size());
    asBright.solve(rows, 0, pixels, fractions.abundances, fractions.rmse);
    Fractions free = new Fractions(pixels, endmembers.size());
    anyBrightness.solve(rows, 0, pixels, free.abundances, free.rmse);
    for (int pixel = 0; pixel < pixels; pixel++) {
      fractions.improve(pixel, free);
      if (Float.isNaN(fractions.rmse[pixel])) {
        fractions.flags[pixel] |= PixelFlag.NO_DATA.bit();
      }
      if (block.lost(pixel / shape.samples())) {
        fractions.flags[pixel] |= PixelFlag.LOST_LINE.bit();
      }
    }
    return fractions;
  }
}
