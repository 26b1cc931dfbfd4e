package org.petrascope.camera;

/** What the stage brings under the camera. */
public enum Target {
  CORE,
  WHITE_PANEL
}
