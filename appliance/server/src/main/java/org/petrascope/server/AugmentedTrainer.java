package org.petrascope.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.petrascope.laboratory.Augmentation;
import org.petrascope.laboratory.AugmentedBatch;
import org.petrascope.learning.Compositions;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.DelegatingTrainer;
import org.petrascope.learning.Labels;
import org.petrascope.learning.Model;
import org.petrascope.learning.Progress;
import org.petrascope.learning.RowShape;
import org.petrascope.learning.Rows;
import org.petrascope.learning.Target;
import org.petrascope.learning.Trainer;
import org.petrascope.learning.TrainingPlan;
import org.petrascope.spectral.Wavelengths;

/**
 * Lets a kind of model learn from a varied copy of every row beside the row itself. What it is
 * given is the learning side of a split, so that nothing of the other side is ever in a copy, and
 * no copy is ever tested.
 */
record AugmentedTrainer(Trainer trainer, Augmentation augmentation) implements DelegatingTrainer {
  /** Refuses steps that rows of a shape cannot go through. */
  static void requireFits(Augmentation augmentation, RowShape shape) {
    varied(augmentation, shape, new float[shape.columns()], 0);
  }

  /** What a model's card says of the augmentation; empty when there is none. */
  static String told(Augmentation augmentation) {
    return augmentation.steps().isEmpty()
        ? ""
        : augmentation.format()
            + ", one varied copy of every row on the learning side of a split, seeded by the training";
  }

  private static AugmentedBatch varied(
      Augmentation augmentation, RowShape shape, float[] values, long seed) {
    // The trainer inside draws from the same seed: its numbers must not be these.
    SplittableRandom random = new SplittableRandom(seed).split();
    return augmentation.apply(
        Wavelengths.ofNanometres(shape.centresNm()), shape.pixels(), values, random);
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    AugmentedBatch copies = varied(augmentation, data.shape(), data.rows().values(), plan.seed());
    return trainer.train(grown(data, copies), plan, progress);
  }

  private static Dataset grown(Dataset data, AugmentedBatch copies) {
    int count = data.size();
    List<Map<Integer, Double>> shares = new ArrayList<>();
    List<String> groups = new ArrayList<>(data.groups());
    for (int row = 0; row < count; row++) {
      // In the order of the rows, so that sums are the same every time.
      shares.add(new TreeMap<>(copies.shares(row)));
      groups.add(data.group(largest(shares.get(row))));
    }
    Target target =
        switch (data.target()) {
          case Labels labels -> grown(labels, shares);
          case Compositions compositions -> grown(compositions, shares);
        };
    Rows rows = joined(data.rows(), copies.values());
    return new Dataset(data.shape(), rows, target, groups);
  }

  /** The row that a copy is most of. */
  private static int largest(Map<Integer, Double> shares) {
    int largest = shares.keySet().iterator().next();
    for (Map.Entry<Integer, Double> share : shares.entrySet()) {
      largest = share.getValue() > shares.getOrDefault(largest, 0.0) ? share.getKey() : largest;
    }
    return largest;
  }

  private static Labels grown(Labels labels, List<Map<Integer, Double>> shares) {
    int count = labels.count();
    int[] grown = new int[2 * count];
    for (int row = 0; row < count; row++) {
      grown[row] = labels.label(row);
      grown[count + row] = labels.label(largest(shares.get(row)));
    }
    return new Labels(labels.names(), grown);
  }

  private static Compositions grown(Compositions target, List<Map<Integer, Double>> shares) {
    int parts = target.names().size();
    float[] fractions = new float[target.count() * parts];
    float[] errors = new float[fractions.length];
    for (int i = 0; i < fractions.length; i++) {
      double fraction = 0;
      double variance = 0;
      for (Map.Entry<Integer, Double> share : shares.get(i / parts).entrySet()) {
        double error = share.getValue() * target.errors().at(share.getKey(), i % parts);
        fraction += share.getValue() * target.fractions().at(share.getKey(), i % parts);
        variance += error * error;
      }
      fractions[i] = (float) fraction;
      errors[i] = (float) Math.sqrt(variance);
    }
    return new Compositions(
        target.names(), joined(target.fractions(), fractions), joined(target.errors(), errors));
  }

  private static Rows joined(Rows first, float... others) {
    float[] all = Arrays.copyOf(first.values(), first.values().length + others.length);
    System.arraycopy(others, 0, all, first.values().length, others.length);
    return new Rows(2 * first.count(), first.columns(), all);
  }
}
