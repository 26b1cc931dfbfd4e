package org.petrascope.scan;

import org.petrascope.spectral.ModelRef;
import org.petrascope.spectral.PixelMapper;

/** A mapper that was opened for a station's sensor, and what it tells minerals by. */
record OpenedMapper(ModelRef reference, PixelMapper mapper) {
  /** Values of a pixel in the files of abundances and their intervals. */
  int layers() {
    int components = mapper.componentNames().size();
    return mapper.intervals() ? 3 * components : components;
  }
}
