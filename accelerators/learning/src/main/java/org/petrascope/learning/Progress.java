package org.petrascope.learning;

/** Is told how far long work has come, and may ask it to stop. Called by the working thread. */
@FunctionalInterface
public interface Progress {
  /** Nobody watches. */
  Progress SILENT = (done, doing) -> true;

  /**
   * @param done share of the work that is done, from 0 to 1
   * @param doing what is being done, a few words
   * @return false to stop
   */
  boolean at(double done, String doing);

  /**
   * Tells how far it is.
   *
   * @throws CancelledException when the work is to stop
   */
  default void report(double done, String doing) {
    if (!at(done, doing)) {
      throw new CancelledException();
    }
  }

  /** A part of the work, from one share of it to another, under a name. */
  default Progress part(double from, double to, String name) {
    return (done, doing) ->
        at(from + (to - from) * done, doing.isEmpty() ? name : name + ": " + doing);
  }
}
