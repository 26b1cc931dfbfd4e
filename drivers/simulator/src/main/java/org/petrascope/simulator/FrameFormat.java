package org.petrascope.simulator;

import org.petrascope.camera.PixelFormat;

/**
 * Size and packing of the frames of one acquisition.
 *
 * @param statusLine whether the camera writes over the last row what it says of itself
 */
record FrameFormat(PixelFormat pixelFormat, Region region, boolean statusLine) {
  FrameFormat(PixelFormat pixelFormat, Region region) {
    this(pixelFormat, region, false);
  }

  int bytes() {
    return Math.toIntExact(pixelFormat.frameBytes(region.width(), region.height()));
  }
}
