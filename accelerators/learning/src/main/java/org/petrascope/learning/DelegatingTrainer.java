package org.petrascope.learning;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A trainer that has another one learn, and passes on what it does not do differently. */
public interface DelegatingTrainer extends Trainer {
  /** The one that learns. */
  Trainer trainer();

  @Override
  default String name() {
    return trainer().name();
  }

  @Override
  default Optional<String> unfit(RowShape shape, Target target) {
    return trainer().unfit(shape, target);
  }

  @Override
  default boolean goesOn() {
    return trainer().goesOn();
  }

  @Override
  default Map<String, String> libraries() {
    return trainer().libraries();
  }

  @Override
  default Model open(Path folder) {
    return trainer().open(folder);
  }
}
