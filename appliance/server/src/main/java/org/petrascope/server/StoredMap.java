package org.petrascope.server;

import java.nio.file.Path;
import org.petrascope.formats.EnviReader;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.RawCube;

/** Reads a part of a finished mineral map. */
final class StoredMap {
  private StoredMap() {}

  /**
   * Class indices of every so many-th line and sample of the lines from {@code from} up to {@code
   * to}, as far as they are there, [line][sample].
   */
  static byte[] classes(Path header, int from, int to, int step) {
    try (EnviReader reader = EnviReader.open(header)) {
      CubeShape shape = reader.shape();
      int end = Math.min(to, shape.lines());
      int samples = Math.ceilDiv(shape.samples(), step);
      int lines = Math.max(0, Math.ceilDiv(end - from, step));
      byte[] classes = new byte[Math.multiplyExact(lines, samples)];
      short[] dn = new short[shape.samples()];
      for (int line = 0; line < lines; line++) {
        RawCube stored = reader.raw(from + line * step, 1, dn);
        for (int sample = 0; sample < samples; sample++) {
          classes[line * samples + sample] = (byte) stored.dn(0, sample * step, 0);
        }
      }
      return classes;
    }
  }
}
