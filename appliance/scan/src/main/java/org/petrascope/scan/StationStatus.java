package org.petrascope.scan;

import java.util.Optional;
import org.petrascope.camera.Capabilities;
import org.petrascope.camera.Identity;

/**
 * A station at one moment.
 *
 * @param message why the last scan failed; empty while all is well
 * @param camera as it was last seen
 */
public record StationStatus(
    String id, String name, StationState state, String message, CameraStatus camera) {

  /**
   * The station's camera.
   *
   * @param message why it is not connected; empty while it is
   * @param description empty until it was connected once
   */
  public record CameraStatus(
      boolean connected, String message, Optional<CameraDescription> description) {}

  /** What a camera told of itself. */
  public record CameraDescription(Identity identity, Capabilities capabilities) {}
}
