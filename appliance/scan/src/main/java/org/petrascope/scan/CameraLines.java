package org.petrascope.scan;

import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Camera;
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
  private static final double BUFFER_SECONDS = 2;
  private static final long BUFFER_BYTES_MAX = 512L << 20;
  private static final int BUFFERS_MIN = 16;

  /** Brings the core into view and starts the camera, which is configured already. */
  static CameraLines start(Camera camera, AcquisitionSettings settings, CubeShape line) {
    if (camera.capabilities().shutter()) {
      camera.shutter(Shutter.OPEN);
    }
    if (camera.capabilities().stage()) {
      camera.present(Target.CORE);
    }
    return new CameraLines(
        camera.identity().serial(), camera.start(buffers(settings, line)), settings.pixelFormat());
  }

  private static int buffers(AcquisitionSettings settings, CubeShape line) {
    long frameBytes = settings.pixelFormat().frameBytes(line.samples(), line.bands());
    long wanted = (long) Math.ceil(settings.lineRateHz() * BUFFER_SECONDS);
    return (int) Math.max(BUFFERS_MIN, Math.min(wanted, BUFFER_BYTES_MAX / frameBytes));
  }
}
