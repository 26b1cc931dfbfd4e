package org.petrascope.camera;

/** Position of the camera's shutter; closed gives dark frames. */
public enum Shutter {
  OPEN,
  CLOSED
}
