package org.petrascope.scan;

import java.util.Optional;
import java.util.function.Supplier;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.scan.StationStatus.CameraDescription;
import org.petrascope.scan.StationStatus.CameraStatus;

/**
 * The station's camera, opened again whenever it was lost. Whoever works with the camera holds the
 * station; the status may be read by any thread.
 */
final class CameraSlot implements AutoCloseable {
  private final Supplier<Camera> opener;
  private Optional<Camera> camera = Optional.empty();
  private volatile CameraStatus status =
      new CameraStatus(false, "not connected yet", Optional.empty());

  CameraSlot(Supplier<Camera> opener) {
    this.opener = opener;
  }

  CameraStatus status() {
    return status;
  }

  /** The open camera; opens it if need be. */
  Camera require() {
    return camera.orElseGet(this::open);
  }

  private Camera open() {
    try {
      Camera opened = opener.get();
      camera = Optional.of(opened);
      status =
          new CameraStatus(
              true,
              "",
              Optional.of(new CameraDescription(opened.identity(), opened.capabilities())));
      return opened;
    } catch (CameraException e) {
      status = new CameraStatus(false, String.valueOf(e.getMessage()), status.description());
      throw e;
    }
  }

  /** Opens the camera if it is not, and asks it for a sign of life; tells how it went. */
  CameraStatus check() {
    try {
      Camera open = require();
      open.telemetry();
    } catch (CameraException e) {
      lose(String.valueOf(e.getMessage()));
    }
    return status;
  }

  /** Forgets a camera that failed. */
  void lose(String reason) {
    status = new CameraStatus(false, reason, status.description());
    Optional<Camera> lost = camera;
    camera = Optional.empty();
    lost.ifPresent(Camera::close);
  }

  @Override
  public void close() {
    lose("the station is closed");
  }
}
