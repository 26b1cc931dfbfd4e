package org.petrascope.learning;

import java.util.stream.IntStream;

/**
 * Lets another trainer learn also from rows whose class nobody knows: after each round, rows of
 * which it is sure become known to it (Yarowsky 1995, doi:10.3115/981658.981684). The rows are
 * those it is given and no others, so that in cross-validation nothing is learned from the tested
 * fold.
 */
public final class SelfTrainedTrainer implements DelegatingTrainer {
  /** A probability from here on is sure. */
  private static final float SURE = 0.9f;

  private final Trainer trainer;
  private final int rounds;

  public SelfTrainedTrainer(Trainer trainer, int rounds) {
    this.trainer = trainer;
    this.rounds = rounds;
  }

  @Override
  public Trainer trainer() {
    return trainer;
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    if (!(data.target() instanceof Labels labels) || known(labels).length == labels.count()) {
      return trainer.train(data, plan, progress);
    }
    Model model = trainer.train(data.select(known(labels)), plan, part(progress, 0));
    for (int round = 1; round <= rounds; round++) {
      Labels guessed = guessed(data, labels, model);
      if (!guessed.equals(labels)) {
        model.close();
        Dataset grown = new Dataset(data.shape(), data.rows(), guessed, data.groups());
        model = trainer.train(grown.select(known(guessed)), plan, part(progress, round));
      }
    }
    return model;
  }

  private Progress part(Progress progress, int round) {
    double rises = 1.0 / (rounds + 1);
    return progress.part(round * rises, (round + 1) * rises, "round " + (round + 1));
  }

  private static int[] known(Labels labels) {
    return IntStream.range(0, labels.count()).filter(labels::isKnown).toArray();
  }

  // The labels, and the most probable class of each unknown row that the model is sure of.
  private static Labels guessed(Dataset data, Labels labels, Model model) {
    int[] unknown =
        IntStream.range(0, labels.count()).filter(row -> !labels.isKnown(row)).toArray();
    int[] guessed = IntStream.range(0, labels.count()).map(labels::label).toArray();
    Rows told = model.predict(data.rows().select(unknown));
    for (int i = 0; i < unknown.length; i++) {
      for (int c = 0; c < told.columns(); c++) {
        guessed[unknown[i]] = told.at(i, c) >= SURE ? c : guessed[unknown[i]];
      }
    }
    return new Labels(labels.names(), guessed);
  }
}
