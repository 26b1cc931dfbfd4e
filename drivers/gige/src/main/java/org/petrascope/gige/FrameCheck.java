package org.petrascope.gige;

import java.util.Optional;
import org.petrascope.camera.PixelFormat;

/**
 * What every frame of a stream must be. A frame that Aravis calls a success may still be short or
 * of another format: it counts packets, not bytes.
 *
 * @param pixelFormat the format that was set
 * @param samples the width in samples
 * @param bands the height in bands
 * @param statusRows last rows that hold no image
 */
record FrameCheck(PixelFormat pixelFormat, int samples, int bands, int statusRows) {
  FrameCheck(PixelFormat pixelFormat, int samples, int bands) {
    this(pixelFormat, samples, bands, 0);
  }

  int imageBands() {
    return bands - statusRows;
  }

  /** Bytes of a frame without its status rows, which are its end. */
  int imageBytes() {
    return Math.toIntExact(pixelFormat.frameBytes(samples, imageBands()));
  }

  /** Bytes of a whole frame. */
  int bytes() {
    return Math.toIntExact(pixelFormat.frameBytes(samples, bands));
  }

  @Override
  public String toString() {
    return "%d x %d %s".formatted(samples, bands, pixelFormat.genicamName());
  }

  /** Why this is not the frame that was asked for; empty if it is. */
  Optional<String> problem(int width, int height, int formatCode, long bytes) {
    if (formatCode != pixelFormat.code()) {
      return Optional.of(
          "pixel format is 0x%08x, expected %s (0x%08x)"
              .formatted(formatCode, pixelFormat.genicamName(), pixelFormat.code()));
    }
    if (width != samples || height != bands) {
      return Optional.of(
          "frame is %d x %d, expected %d x %d".formatted(width, height, samples, bands));
    }
    if (bytes < bytes()) {
      return Optional.of("frame has %d bytes, expected %d".formatted(bytes, bytes()));
    }
    return Optional.empty();
  }
}
