package org.petrascope.scan;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.petrascope.camera.BandTable;
import org.petrascope.spectral.RawCube;

/**
 * Core on a stage: whichever line lies under the camera has its number written on it. A stretch is
 * three times as bright as the rest. Shown by the stream thread of one camera; read by a test.
 */
final class StagedScene extends ConveyorScene {
  private static final float TIMES_BRIGHTER = 3;

  private final int brightFrom;
  private final int brightTo;

  StagedScene(BandTable bands, double rateHz, int brightFrom, int brightTo) {
    super(bands, rateHz);
    this.brightFrom = brightFrom;
    this.brightTo = brightTo;
  }

  @Override
  public void reflectance(int line, float[] bil) {
    for (int i = 0; i < bil.length; i++) {
      bil[i] = reflectance(line, i % SAMPLES);
    }
  }

  float reflectance(int line, int sample) {
    float times = line >= brightFrom && line < brightTo ? TIMES_BRIGHTER : 1;
    return times * WrittenNumber.reflectance(line, sample);
  }

  @Override
  synchronized int[] places(RawCube raw, BitSet lost, int band) {
    return IntStream.range(0, raw.shape().lines())
        .map(line -> lost.get(line) ? -1 : WrittenNumber.read(raw, line, band))
        .toArray();
  }
}
