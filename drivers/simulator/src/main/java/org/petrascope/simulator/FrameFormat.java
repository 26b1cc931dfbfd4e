package org.petrascope.simulator;

import org.petrascope.camera.PixelFormat;

/** Size and packing of the frames of one acquisition. */
record FrameFormat(PixelFormat pixelFormat, Region region) {
  int bytes() {
    return Math.toIntExact(pixelFormat.frameBytes(region.width(), region.height()));
  }
}
