package org.petrascope.laboratory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.petrascope.spectral.Wavelengths;

/**
 * Patches after augmentation, and what each is a mixture of: the truth of a mixed patch is the like
 * mixture of the truths. For one thread until it is handed out; to be read only from then on.
 */
public final class AugmentedBatch {
  private final int pixels;
  private final double[] centresNm;
  private final float[] values;
  private final List<Map<Integer, Double>> shares = new ArrayList<>();

  private AugmentedBatch(int pixels, double[] centresNm, float[] values) {
    this.pixels = pixels;
    this.centresNm = centresNm;
    this.values = values;
    for (int patch = 0; patch < values.length / (pixels * centresNm.length); patch++) {
      shares.add(Map.of(patch, 1.0));
    }
  }

  /** The patch to mix a patch with, and the other's share. */
  record Draw(int partner, double share) {}

  /** Mixes the second spectrum into the first. */
  @FunctionalInterface
  interface Mixing {
    void mix(float[] row, float[] other, double share);
  }

  static AugmentedBatch of(int pixels, Wavelengths wavelengths, float... values) {
    if (pixels < 1 || values.length % (pixels * wavelengths.count()) != 0) {
      throw new IllegalArgumentException(
          "%d values are no patches of %d pixels x %d bands"
              .formatted(values.length, pixels, wavelengths.count()));
    }
    return new AugmentedBatch(pixels, wavelengths.centresNm(), values.clone());
  }

  public int patches() {
    return shares.size();
  }

  /** The reflectances themselves, [patch][pixel][band]; to be read only. */
  public float[] values() {
    return values;
  }

  /**
   * The patches of the original batch that make up a patch, with their shares, which sum to one.
   */
  public Map<Integer, Double> shares(int patch) {
    return shares.get(patch);
  }

  double[] centresNm() {
    return centresNm;
  }

  /** Changes all spectra: a change is drawn for each patch and applied to each of its pixels. */
  void eachPatch(Supplier<Consumer<float[]>> draw) {
    float[] row = new float[centresNm.length];
    for (int patch = 0; patch < patches(); patch++) {
      Consumer<float[]> change = draw.get();
      for (int pixel = 0; pixel < pixels; pixel++) {
        int offset = (patch * pixels + pixel) * row.length;
        System.arraycopy(values, offset, row, 0, row.length);
        change.accept(row);
        System.arraycopy(row, 0, values, offset, row.length);
      }
    }
  }

  /** Mixes every patch with another as it was before, pixel by pixel. */
  void mix(List<Draw> draws, Mixing mixing) {
    float[] before = values.clone();
    List<Map<Integer, Double>> sharesBefore = List.copyOf(shares);
    float[] row = new float[centresNm.length];
    float[] other = new float[centresNm.length];
    int length = pixels * row.length;
    for (int patch = 0; patch < patches(); patch++) {
      Draw draw = draws.get(patch);
      if (draw.share() > 0) {
        for (int at = 0; at < length; at += row.length) {
          System.arraycopy(before, patch * length + at, row, 0, row.length);
          System.arraycopy(before, draw.partner() * length + at, other, 0, row.length);
          mixing.mix(row, other, draw.share());
          System.arraycopy(row, 0, values, patch * length + at, row.length);
        }
        shares.set(
            patch, mixed(sharesBefore.get(patch), sharesBefore.get(draw.partner()), draw.share()));
      }
    }
  }

  private static Map<Integer, Double> mixed(
      Map<Integer, Double> own, Map<Integer, Double> other, double share) {
    Map<Integer, Double> mixed = new TreeMap<>();
    own.forEach((patch, part) -> mixed.merge(patch, part * (1 - share), Double::sum));
    other.forEach((patch, part) -> mixed.merge(patch, part * share, Double::sum));
    return Collections.unmodifiableMap(mixed); // In the order of patches, so that sums repeat.
  }
}
