package org.petrascope.camera;

/**
 * A line camera that is open and under our control. Used by one thread at a time.
 *
 * <p>Settings out of the {@linkplain Capabilities capabilities} are an {@link
 * IllegalArgumentException}; a device that refuses, does not answer or is controlled by another
 * client is a {@link CameraException}.
 */
public interface Camera extends AutoCloseable {
  Identity identity();

  Capabilities capabilities();

  /** Applies all settings and reads them back; nothing streams meanwhile. */
  void configure(AcquisitionSettings settings);

  /** Moves the shutter and waits until it has moved. */
  void shutter(Shutter position);

  /** Brings a target into view; only with {@link Capabilities#stage()}. */
  void present(Target target);

  Telemetry telemetry();

  /** Starts streaming with this many buffers. At most one stream at a time. */
  FrameStream start(int bufferCount);

  @Override
  void close();
}
