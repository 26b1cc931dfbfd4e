package org.petrascope.camera;

import java.time.Duration;

/**
 * Frames in the order the camera sent them. One thread takes; {@link #statistics()} may be read
 * from any thread.
 *
 * <p>Every frame id from 1 on is reported exactly once, as complete, incomplete or lost, in rising
 * order.
 */
public interface FrameStream extends AutoCloseable {
  /** Waits at most this long for the next outcome. */
  Outcome take(Duration timeout);

  Statistics statistics();

  /** Stops the acquisition and frees the buffers. Frames still held become invalid. */
  @Override
  void close();
}
