package org.petrascope.scan;

import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.FrameStream;
import org.petrascope.camera.Identity;
import org.petrascope.camera.Statistics;
import org.petrascope.camera.Trigger;
import org.petrascope.spectral.CubeShape;

/**
 * The camera of a scan, whose turn the scan has: its stream, and another one after it was gone.
 * Used by the capture thread; the path of its frames may be asked for by any.
 */
final class CameraLink implements AutoCloseable {
  private final CameraKeeper keeper;
  private final AcquisitionSettings settings;
  private final CubeShape line;
  private final Identity identity;
  private volatile CameraLines lines;

  private CameraLink(
      CameraKeeper keeper, AcquisitionSettings settings, CubeShape line, Camera camera) {
    this.keeper = keeper;
    this.settings = settings;
    this.line = line;
    this.identity = camera.identity();
    this.lines = CameraLines.start(camera, settings, line);
  }

  /** Starts the camera, which is configured already. */
  static CameraLink start(CameraKeeper keeper, AcquisitionSettings settings, CubeShape line) {
    return new CameraLink(keeper, settings, line, keeper.require());
  }

  CameraLines lines() {
    return lines;
  }

  FrameStream stream() {
    return lines.stream();
  }

  double lineRateHz() {
    return settings.lineRateHz();
  }

  /** A measurement of the rate that lines really have. */
  MeasuredRate measuredRate() {
    return new MeasuredRate(settings.lineRateHz(), settings.trigger() == Trigger.ENCODER);
  }

  /** What the present stream counted, and the path that its frames really take. */
  Statistics statistics() {
    return stream().statistics();
  }

  /** Opens and starts the camera that is gone; throws why it could not be done in time. */
  void again(String reason) throws InterruptedException {
    stream().close();
    lines =
        keeper.again(
            reason,
            camera -> {
              requireSame(camera.identity());
              camera.configure(settings);
              return CameraLines.start(camera, settings, line);
            });
  }

  private void requireSame(Identity found) {
    if (!found.equals(identity)) {
      throw new CameraException(
          "camera %s %s answers where %s %s was: connect the camera that the scan began with"
              .formatted(found.model(), found.serial(), identity.model(), identity.serial()));
    }
  }

  @Override
  public void close() {
    stream().close();
  }
}
