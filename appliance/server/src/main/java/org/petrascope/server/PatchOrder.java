package org.petrascope.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which patches are learned from, and what in them.
 *
 * @param file a patch database
 * @param side pixels of a patch along a line; 0 where the database holds one size only
 * @param targets components as the person named them, perhaps several in one text; all that were
 *     measured when there are none
 * @param group what is never split between learning and testing
 */
record PatchOrder(Path file, int side, List<String> targets, LearningTask task, PatchGroup group)
    implements TrainingSource {
  PatchOrder {
    targets = List.copyOf(targets);
  }

  @Override
  public Optional<String> contradiction() {
    if (side != 0 && (side < 1 || side % 2 == 0)) {
      return Optional.of("a side of %d pixels has no middle: use 1, 3, 5, ...".formatted(side));
    }
    return task == LearningTask.CLASSIFY && !targets.isEmpty()
        ? Optional.of(
            "a target is given, and patches have one label each: leave it out, or learn abundance")
        : Optional.empty();
  }

  @Override
  public TrainingData read() {
    return PatchIntake.read(this);
  }
}
