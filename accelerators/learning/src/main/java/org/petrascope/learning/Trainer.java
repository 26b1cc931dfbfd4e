package org.petrascope.learning;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of model: learns one from rows, and reads back what it wrote. Stateless; may be used by
 * many threads. Every implementation passes {@code TrainerContract}.
 */
public interface Trainer {
  /** The kind's name as the command line and a model's card write it, such as {@code ridge}. */
  String name();

  /** Why this kind cannot learn from rows of this shape for this target; empty when it can. */
  Optional<String> unfit(RowShape shape, Target target);

  /** Whether it can go on from a model of its own kind, made at another site. */
  default boolean goesOn() {
    return false;
  }

  /** The libraries that compute for it, with their versions; empty for plain Java. */
  default Map<String, String> libraries() {
    return Map.of();
  }

  /**
   * Learns from rows without NaN; rows of unknown class may be used or passed over. The same data,
   * plan and machine give the same model.
   *
   * @throws CancelledException when the progress says so
   * @throws LearningException when the rows cannot be learned from
   */
  Model train(Dataset data, TrainingPlan plan, Progress progress);

  /**
   * Reads a model that {@link Model#save} wrote.
   *
   * @throws LearningException when the files are not whole or of another kind
   */
  Model open(Path folder);
}
