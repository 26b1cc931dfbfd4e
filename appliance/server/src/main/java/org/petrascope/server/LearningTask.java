package org.petrascope.server;

import java.util.Locale;

/** What is learned: a class of every spectrum, or how much of each component is in it. */
enum LearningTask {
  CLASSIFY,
  ABUNDANCE;

  /** As the command line and the API write it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static LearningTask of(String label) {
    for (LearningTask task : values()) {
      if (task.label().equals(label.strip().toLowerCase(Locale.ROOT))) {
        return task;
      }
    }
    throw new IllegalArgumentException("%s is no task: use classify or abundance".formatted(label));
  }
}
