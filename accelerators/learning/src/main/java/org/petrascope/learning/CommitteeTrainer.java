package org.petrascope.learning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Trains another kind of model several times, each with a seed of its own, and takes the mean of
 * what they say: kinds that depend on chance become steadier and better.
 *
 * @param name of the committee, which may be the kind's own
 */
public record CommitteeTrainer(String name, int members, Trainer trainer)
    implements DelegatingTrainer {
  public CommitteeTrainer {
    if (members < 1) {
      throw new IllegalArgumentException(
          "a committee has one member at least, not %d".formatted(members));
    }
  }

  @Override
  public Model train(Dataset data, TrainingPlan plan, Progress progress) {
    Optional<CommitteeModel> known = plan.warmStart().map(this::knownCommittee);
    SplittableRandom seeds = new SplittableRandom(plan.seed());
    return new CommitteeModel(
        name,
        several(
            member ->
                trainer.train(
                    data,
                    new TrainingPlan(
                        seeds.nextLong(), plan.balance(), known.map(from -> from.member(member))),
                    progress.part(
                        (double) member / members,
                        (member + 1.0) / members,
                        "member %d of %d".formatted(member + 1, members)))));
  }

  private CommitteeModel knownCommittee(Model model) {
    if (model instanceof CommitteeModel known && known.size() == members) {
      return known;
    }
    throw new LearningException(
        "training of %d times %s cannot go on from a model of kind %s: start from as many of its own kind"
            .formatted(members, name, model.kind()));
  }

  @Override
  public Model open(Path folder) {
    ModelFile.read(folder.resolve(ModelFile.NAME), name);
    return new CommitteeModel(
        name, several(member -> trainer.open(CommitteeModel.folder(folder, member))));
  }

  // When one fails, those before it are closed.
  private List<Model> several(IntFunction<Model> make) {
    List<Model> made = new ArrayList<>();
    try {
      for (int member = 0; member < members; member++) {
        made.add(make.apply(member));
      }
      return made;
    } catch (RuntimeException e) {
      made.forEach(Model::close);
      throw e;
    }
  }
}
