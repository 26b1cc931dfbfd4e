package org.petrascope.stage;

/**
 * What moves the core under the camera along one axis. Moves are made by one thread at a time;
 * {@link #hold()} and {@link #status()} may be called by any.
 *
 * <p>Positions are millimetres in the controller's own coordinate, rising in its positive
 * direction. A controller that refuses, does not answer, lost its position or hit a limit switch is
 * a {@link StageException}; positions that are not finite and speeds that are not above zero are an
 * {@link IllegalArgumentException}.
 */
public interface Stage extends AutoCloseable {
  StageDescription description();

  /**
   * Where it is and what it does now, as the controller tells; a stage that stopped by itself since
   * it was last asked throws the reason, once.
   */
  StageStatus status();

  /** Finds its reference switch and waits until it did; only where the stage has one. */
  void home();

  /**
   * Begins to move to a position; on the way the speed is constant between the ramps.
   *
   * @param speedMmPerS at most {@link StageDescription#speedMaxMmPerS()}
   */
  void move(double toMm, double speedMmPerS);

  /** Waits until the position was reached or passed by the move under way, in its direction. */
  void awaitPassing(double positionMm);

  /** Waits until it is at rest; a stage that was held before its target is at rest too. */
  void awaitRest();

  /** Stops as fast as its ramp permits, without losing its position; for emergencies as well. */
  void hold();

  @Override
  void close();
}
