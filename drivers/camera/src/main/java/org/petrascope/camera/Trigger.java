package org.petrascope.camera;

/** What starts the exposure of a line. */
public enum Trigger {
  /** The camera itself, at its line rate. */
  FREE_RUNNING,
  /** A tick of the stage's encoder, wired to the camera. */
  ENCODER
}
