package org.petrascope.learning;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Trains another kind of model on preprocessed rows. What the preprocessing learns it learns from
 * the training rows alone.
 *
 * @param name of the pair
 * @param preprocessing what the inner trainer's rows go through
 * @param trainer the inner trainer
 */
public record PreprocessedTrainer(String name, Preprocessing preprocessing, Trainer trainer)
    implements DelegatingTrainer {
  @Override
  public Optional<String> unfit(RowShape shape, Target target) {
    return preprocessing.unfit(shape).or(() -> trainer.unfit(preprocessing.shape(shape), target));
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    Optional<PreprocessedModel> known = plan.warmStart().map(this::knownModel);
    FittedPreprocessing fitted =
        known
            .map(PreprocessedModel::preprocessing)
            .orElseGet(() -> preprocessing.fit(data.shape(), data.rows()));
    Dataset preprocessed = data.withRows(fitted.shape(), fitted.apply(data.rows()));
    TrainingPlan inner =
        new TrainingPlan(plan.seed(), plan.balance(), known.map(PreprocessedModel::model));
    return PreprocessedModel.of(name, fitted, trainer.train(preprocessed, inner, progress));
  }

  // A model that goes on from another sees rows preprocessed as the other saw them.
  private PreprocessedModel knownModel(Model model) {
    if (model instanceof PreprocessedModel known && known.kind().equals(name)) {
      return known;
    }
    throw new LearningException(
        "training of %s cannot go on from a model of kind %s: start from one of its own kind"
            .formatted(name, model.kind()));
  }

  @Override
  public Model open(Path folder) {
    ModelFile.read(folder.resolve(ModelFile.NAME), name);
    return PreprocessedModel.of(
        name,
        FittedPreprocessing.open(folder),
        trainer.open(folder.resolve(PreprocessedModel.INNER_FOLDER)));
  }
}
