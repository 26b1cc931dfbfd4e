package org.petrascope.server;

import org.petrascope.dl4j.Dl4jTrainer;
import org.petrascope.learning.Trainer;

/** The network on Deeplearning4j, whose libraries lie in a folder of their own or are not there. */
final class Deeplearning4j {
  static final String NAME = "dl4j";

  /** What a person who has not asked for it is told. */
  static final String BY_NAME =
      "only by name (--models dl4j): it is the network of cnn1d, which TensorFlow trains many times as fast";

  private static final String MISSING =
      "Deeplearning4j is not installed here: put the folder dl4j of the distribution beside its folder lib and start again, or use cnn1d, the same network on TensorFlow";

  private Deeplearning4j() {}

  static Trainer trainer() {
    try {
      return new Dl4jTrainer();
    } catch (NoClassDefFoundError missing) {
      return new LeftOutTrainer(NAME, MISSING);
    }
  }
}
