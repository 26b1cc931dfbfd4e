package org.petrascope.camera;

/** A camera under test that can be opened, alone at its address. */
public interface CameraRig extends AutoCloseable {
  Camera open();

  @Override
  void close();

  /** What is wrong with the camera of a rig. */
  enum Condition {
    HEALTHY,
    /** Some frames never reach the wire. The last one does. */
    LOSES_FRAMES,
    /** Some frames lack packets that are never sent again. The last one is whole. */
    LOSES_PACKETS,
    /** The very first frame never reaches the wire. */
    LOSES_FIRST_FRAME,
    /** The device stops streaming and answering in the middle. */
    VANISHES
  }
}
