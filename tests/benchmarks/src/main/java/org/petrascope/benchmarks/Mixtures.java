package org.petrascope.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.Labels;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.learning.Target;

/** Seeded spectra of so many minerals, mixed at random, with a thousandth of noise. */
final class Mixtures {
  private static final double NOISE = 0.001;

  private final RowShape shape;
  private final List<String> minerals;
  private final float[][] pure;
  private final SplittableRandom random;

  Mixtures(int bands, int minerals, long seed) {
    this.random = new SplittableRandom(seed);
    this.shape =
        new RowShape(1, IntStream.range(0, bands).mapToDouble(band -> 450 + 5 * band).toArray());
    this.minerals = IntStream.range(0, minerals).mapToObj(m -> "mineral " + m).toList();
    this.pure = new float[minerals][];
    for (int m = 0; m < minerals; m++) {
      pure[m] = Workload.spectrum(random, bands);
    }
  }

  /** So many spectra with the fractions of their minerals. */
  Dataset compositions(int count) {
    Rows fractions = fractions(count);
    return dataset(fractions, Compositions.exact(minerals, fractions));
  }

  /** So many spectra, each named by the mineral it has most of. */
  Dataset classes(int count) {
    Rows fractions = fractions(count);
    int[] labels = IntStream.range(0, count).map(row -> most(fractions.row(row))).toArray();
    return dataset(fractions, new Labels(minerals, labels));
  }

  private static int most(float... fractions) {
    int most = 0;
    for (int m = 1; m < fractions.length; m++) {
      most = fractions[m] > fractions[most] ? m : most;
    }
    return most;
  }

  private Dataset dataset(Rows fractions, Target target) {
    int bands = shape.bands();
    float[] spectra = new float[fractions.count() * bands];
    for (int i = 0; i < spectra.length; i++) {
      double value = NOISE * random.nextGaussian();
      for (int m = 0; m < pure.length; m++) {
        value += fractions.at(i / bands, m) * pure[m][i % bands];
      }
      spectra[i] = (float) value;
    }
    List<String> groups = IntStream.range(0, fractions.count()).mapToObj(row -> "" + row).toList();
    return new Dataset(shape, new Rows(fractions.count(), bands, spectra), target, groups);
  }

  // Exponential shares over their sum: every composition is as likely as any other.
  private Rows fractions(int count) {
    float[] fractions = new float[count * pure.length];
    for (int first = 0; first < fractions.length; first += pure.length) {
      double sum = 0;
      for (int i = first; i < first + pure.length; i++) {
        fractions[i] = (float) -Math.log(1 - random.nextDouble());
        sum += fractions[i];
      }
      for (int i = first; i < first + pure.length; i++) {
        fractions[i] /= (float) sum;
      }
    }
    return new Rows(count, pure.length, fractions);
  }
}
