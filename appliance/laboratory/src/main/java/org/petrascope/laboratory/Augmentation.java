package org.petrascope.laboratory;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.petrascope.spectral.Wavelengths;

/**
 * Steps that vary a batch of patches, one after the other. The same batch and seed give the same
 * result. Immutable.
 */
public record Augmentation(List<AugmentationStep> steps) {
  public Augmentation {
    steps = List.copyOf(steps);
  }

  /** Reads what {@link #format} wrote; an empty text is no step. */
  public static Augmentation parse(String text) {
    return new Augmentation(AugmentationText.parse(text));
  }

  /** The steps as text, such as {@code gain(sd=0.05) noise(snr=300.0)}. */
  public String format() {
    return AugmentationText.format(steps);
  }

  /**
   * Varies a batch of patches of one side.
   *
   * @param values reflectances, [patch][pixel][band]; they stay as they are
   * @param pixels pixels of a patch
   */
  public AugmentedBatch apply(
      Wavelengths wavelengths, int pixels, float[] values, SplittableRandom random) {
    AugmentedBatch batch = AugmentedBatch.of(pixels, wavelengths, values);
    for (AugmentationStep step : steps) {
      apply(step, batch, random.split());
    }
    return batch;
  }

  private static void apply(AugmentationStep step, AugmentedBatch batch, SplittableRandom random) {
    double[] centres = batch.centresNm();
    switch (step) {
      case AugmentationStep.Gain gain ->
          batch.eachPatch(
              () -> {
                double factor = Math.exp(gain.sd() * random.nextGaussian());
                return row -> SpectrumArithmetic.scale(row, factor);
              });
      case AugmentationStep.Tilt tilt ->
          batch.eachPatch(
              () -> {
                double amount = tilt.sd() * random.nextGaussian();
                return row -> SpectrumArithmetic.tilt(row, centres, amount);
              });
      case AugmentationStep.Noise noise -> {
        double[] snr = snr(noise, centres.length);
        batch.eachPatch(() -> row -> SpectrumArithmetic.noise(row, snr, random));
      }
      case AugmentationStep.Shift shift ->
          batch.eachPatch(
              () -> {
                double nm = shift.sdNm() * random.nextGaussian();
                return row -> SpectrumArithmetic.shift(row.clone(), centres, nm, row);
              });
      case AugmentationStep.Shadow shadow ->
          batch.eachPatch(
              () -> {
                double factor = shadow.min() + (1 - shadow.min()) * random.nextDouble();
                boolean shaded = random.nextDouble() < shadow.p();
                return row -> SpectrumArithmetic.scale(row, shaded ? factor : 1);
              });
      case AugmentationStep.LinearMix mix ->
          batch.mix(draws(batch, mix.max(), mix.p(), random), SpectrumArithmetic::mixLinear);
      case AugmentationStep.IntimateMix mix ->
          batch.mix(draws(batch, mix.max(), mix.p(), random), SpectrumArithmetic::mixIntimate);
    }
  }

  private static double[] snr(AugmentationStep.Noise noise, int bands) {
    double[] snr = noise.snr().stream().mapToDouble(Double::doubleValue).toArray();
    if (snr.length != 1 && snr.length != bands) {
      throw new LaboratoryException(
          "noise states %d signal-to-noise ratios for %d bands: give one, or one a band"
              .formatted(snr.length, bands));
    }
    return snr;
  }

  private static List<AugmentedBatch.Draw> draws(
      AugmentedBatch batch, double max, double p, SplittableRandom random) {
    List<AugmentedBatch.Draw> draws = new ArrayList<>();
    for (int patch = 0; patch < batch.patches(); patch++) {
      int partner = random.nextInt(batch.patches());
      double share = max * random.nextDouble();
      draws.add(new AugmentedBatch.Draw(partner, random.nextDouble() < p ? share : 0));
    }
    return draws;
  }
}
