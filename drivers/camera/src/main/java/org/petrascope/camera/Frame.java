package org.petrascope.camera;

import java.nio.ByteBuffer;

/**
 * One frame as it came from the wire: one line of the image, bands x samples, without a copy.
 *
 * <p>Owned by whoever took it, until {@link #close()} gives its buffer back to the stream; the data
 * must not be touched afterwards.
 */
public interface Frame extends AutoCloseable {
  /**
   * Frame id counted from the start of the stream: 1 is the first frame the camera sent. Never
   * wraps.
   */
  long id();

  /** The camera's own clock in nanoseconds. */
  long timestampNs();

  /**
   * Ticks of the encoder that started no frame, between the whole frame before and this one, as far
   * as time stamps and the camera's count show where they were; 0 for lines that run freely.
   */
  default long ticksMissed() {
    return 0;
  }

  PixelFormat pixelFormat();

  int samples();

  int bands();

  /**
   * Exactly {@code pixelFormat().frameBytes(samples(), bands())} bytes, little endian, read-only,
   * band by band.
   */
  ByteBuffer data();

  @Override
  void close();
}
