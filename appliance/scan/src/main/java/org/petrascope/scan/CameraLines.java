package org.petrascope.scan;

import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Camera;
import org.petrascope.camera.FrameBuffers;
import org.petrascope.camera.FrameStream;
import org.petrascope.camera.PixelFormat;
import org.petrascope.camera.Shutter;
import org.petrascope.camera.Target;
import org.petrascope.spectral.CubeShape;

/**
 * Frames of the core on their way from the camera.
 *
 * @param name the camera, as messages call it
 */
record CameraLines(String name, FrameStream stream, PixelFormat format) {
  /** Brings the core into view and starts the camera, which is configured already. */
  static CameraLines start(Camera camera, AcquisitionSettings settings, CubeShape line) {
    if (camera.capabilities().shutter()) {
      camera.shutter(Shutter.OPEN);
    }
    if (camera.capabilities().stage()) {
      camera.present(Target.CORE);
    }
    return new CameraLines(
        camera.identity().serial(),
        camera.start(FrameBuffers.countFor(settings, line.samples(), line.bands())),
        settings.pixelFormat());
  }
}
