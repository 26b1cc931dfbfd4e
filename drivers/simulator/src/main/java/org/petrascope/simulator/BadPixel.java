package org.petrascope.simulator;

/** What can be wrong with a pixel of the simulated sensor. */
public enum BadPixel {
  /** Nothing. */
  NONE,
  /** Does not answer to light. */
  DEAD,
  /** Shows one DN, drawn from the whole range, whatever falls on it. */
  STUCK,
  /** Lies 5 to 25 % of full scale above or below its neighbours. */
  OFFSET,
  /** Is 5 to 15 times as noisy as its neighbours. */
  FLICKERING
}
