package org.petrascope.learning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Lets a kind that reads single spectra learn from patches as well: of every patch it sees the mean
 * spectrum. What is known of a patch is known of all its pixels together, so that one patch is one
 * row; its pixels are no specimens of their own. Single spectra go to the kind as they are.
 *
 * @param trainer of single spectra
 */
public record MeanSpectrumTrainer(Trainer trainer) implements DelegatingTrainer {
  @Override
  public Optional<String> unfit(RowShape shape, Target target) {
    return trainer.unfit(MeanSpectrumModel.spectra(shape), target);
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    RowShape shape = data.shape();
    if (shape.side() == 1) {
      return trainer.train(data, plan, progress);
    }
    Dataset means =
        data.withRows(MeanSpectrumModel.spectra(shape), RowSpectra.meanSpectra(shape, data.rows()));
    TrainingPlan inner =
        new TrainingPlan(plan.seed(), plan.balance(), plan.warmStart().map(this::known));
    return MeanSpectrumModel.of(shape, trainer.train(means, inner, progress));
  }

  private Model known(Model start) {
    if (start instanceof MeanSpectrumModel means) {
      return means.model();
    }
    throw new LearningException(
        "training of %s on patches cannot go on from a model of single spectra: start from one of patches"
            .formatted(name()));
  }

  @Override
  public Model open(Path folder) {
    Path inner = folder.resolve(MeanSpectrumModel.INNER_FOLDER);
    return Files.isDirectory(inner)
        ? MeanSpectrumModel.of(
            ModelFile.read(folder.resolve(ModelFile.NAME), name()).shape(), trainer.open(inner))
        : trainer.open(folder);
  }
}
