package org.petrascope.laboratory;

import java.util.List;

/**
 * One way to vary spectra as a sensor, a lamp or a rock would; every draw is from a seeded random.
 */
public sealed interface AugmentationStep {
  /** Brightness: every value of a patch times {@code exp(sd g)}, g standard normal. */
  record Gain(double sd) implements AugmentationStep {
    public Gain {
      requireAmount("gain", "sd", sd, 2);
    }
  }

  /**
   * Slope: a patch times {@code 1 + sd g x}, x rising from -1 at the first wavelength to 1 at the
   * last, g standard normal.
   */
  record Tilt(double sd) implements AugmentationStep {
    public Tilt {
      requireAmount("tilt", "sd", sd, 1);
    }
  }

  /**
   * Noise of every value by itself: {@code sqrt(max(r, 0.01)) / snr} times a standard normal, as of
   * a detector limited by shot noise.
   *
   * @param snr the sensor's signal-to-noise ratio on a white panel: one for all bands, or one a
   *     band
   */
  record Noise(List<Double> snr) implements AugmentationStep {
    public Noise {
      snr = List.copyOf(snr);
      if (snr.isEmpty()) {
        throw new LaboratoryException("noise needs a signal-to-noise ratio: write noise(snr=300)");
      }
      snr.forEach(ratio -> requireAmount("noise", "snr", ratio, 1e9));
    }
  }

  /** Drift of the wavelengths: a patch is read {@code sdNm g} nm further up, g standard normal. */
  record Shift(double sdNm) implements AugmentationStep {
    public Shift {
      requireAmount("shift", "sdNm", sdNm, 100);
    }
  }

  /**
   * Areal mixing with another patch of the batch, pixel by pixel: {@code (1 - f) a + f b}, f evenly
   * from 0 to {@code max}.
   *
   * @param p share of the patches that are mixed
   */
  record LinearMix(double max, double p) implements AugmentationStep {
    public LinearMix {
      requireAmount("mix-linear", "max", max, 1);
      requireAmount("mix-linear", "p", p, 1);
    }
  }

  /**
   * Intimate mixing: as {@link LinearMix}, of single-scattering albedos instead of reflectances
   * (Hapke 1981, doi:10.1029/JB086iB04p03039). Grains of equal density and size are assumed, so
   * that f is a mass fraction.
   */
  record IntimateMix(double max, double p) implements AugmentationStep {
    public IntimateMix {
      requireAmount("mix-intimate", "max", max, 1);
      requireAmount("mix-intimate", "p", p, 1);
    }
  }

  /**
   * Shadow: every value of a patch times one factor, evenly from {@code min} to 1.
   *
   * @param p share of the patches that lie in shade
   */
  record Shadow(double min, double p) implements AugmentationStep {
    public Shadow {
      requireAmount("shadow", "min", min, 1);
      requireAmount("shadow", "p", p, 1);
    }
  }

  private static void requireAmount(String step, String name, double value, double most) {
    if (!(value > 0 && value <= most)) {
      throw new LaboratoryException(
          "%s of augmentation step %s is %s: a number above 0 and at most %s is expected"
              .formatted(name, step, value, most));
    }
  }
}
