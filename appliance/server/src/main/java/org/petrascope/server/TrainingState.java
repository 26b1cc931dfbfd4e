package org.petrascope.server;

import java.util.List;

/**
 * How far a training is, as the API and its events show it.
 *
 * @param id of the training; the version of the model that comes of it
 * @param state {@code running}, {@code finished}, {@code cancelled} or {@code failed}
 * @param done share of the work, from 0 to 1
 * @param doing what is being done, a few words
 * @param secondsLeft at the pace so far; null until that can be told
 * @param message why it failed; empty otherwise
 * @param notes what should be known of how the data were read
 */
record TrainingState(
    String id,
    String model,
    String state,
    double done,
    String doing,
    double secondsLeft,
    String message,
    List<String> notes) {
  static final String RUNNING = "running";

  TrainingState {
    notes = List.copyOf(notes);
  }

  boolean running() {
    return state.equals(RUNNING);
  }

  /** The same further on. */
  TrainingState at(double share, String what, double seconds) {
    return new TrainingState(id, model, state, share, what, seconds, message, notes);
  }

  /** The same at its end. */
  TrainingState ended(String how, String why) {
    double share = how.equals("finished") ? 1 : done;
    return new TrainingState(id, model, how, share, "", 0, why, notes);
  }
}
