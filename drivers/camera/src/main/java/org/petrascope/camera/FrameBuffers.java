package org.petrascope.camera;

/** How many frame buffers a stream needs. */
public final class FrameBuffers {
  /** How long the taker may be held up, by a garbage collection or a slow disk, without loss. */
  private static final double BACKLOG_S = 2;

  private static final long BYTES_MAX = 512L << 20;
  private static final int COUNT_MIN = 16;

  private FrameBuffers() {}

  /** Buffers for two seconds of lines of this size, within 512 MiB and never fewer than 16. */
  public static int countFor(AcquisitionSettings settings, int samples, int bands) {
    long frameBytes = Math.max(1, settings.pixelFormat().frameBytes(samples, bands));
    double wanted = Math.ceil(BACKLOG_S * settings.lineRateHz());
    return (int) Math.max(COUNT_MIN, Math.min(wanted, (double) BYTES_MAX / frameBytes));
  }
}
