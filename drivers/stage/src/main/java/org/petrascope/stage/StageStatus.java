package org.petrascope.stage;

/**
 * A stage at one moment.
 *
 * @param positionMm in the controller's coordinate
 * @param speedMmPerS how fast it moves, whatever the direction
 * @param ticks of the encoder, or steps of the motor where it has none
 */
public record StageStatus(State state, double positionMm, double speedMmPerS, long ticks) {
  /** What a stage does. */
  public enum State {
    /** At rest; it takes moves. */
    IDLE,
    MOVING,
    /** Stopped on the way by a hold. */
    HELD,
    /** It takes no moves until it was homed or unlocked: its position may be wrong. */
    ALARM
  }
}
