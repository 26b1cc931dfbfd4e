package org.petrascope.server;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.petrascope.formats.EnviHeader;
import org.petrascope.scenes.SceneTruth;
import org.petrascope.spectral.MineralGroup;

/**
 * How well a mineral map agrees with what was painted.
 *
 * @param rock share of rock pixels whose group is right
 * @param notarok share of tray and wood pixels that are told to be no rock
 */
record GroupAccuracy(double rock, double notarok) {
  /** Compares a finished map, pixel by pixel. */
  static GroupAccuracy of(Path mineralMap, SceneTruth truth) {
    int[] colours = EnviHeader.read(mineralMap).classColours();
    byte[] classes = StoredMap.classes(mineralMap, 0, truth.lines(), 1);
    long[] pixels = new long[2];
    long[] right = new long[2];
    for (int i = 0; i < classes.length; i++) {
      MineralGroup painted = truth.group(i / truth.samples(), i % truth.samples());
      int kind = painted.rock() ? 0 : 1;
      pixels[kind]++;
      right[kind] += colours[classes[i] & 0xFF] == painted.rgb() ? 1 : 0;
    }
    double[] shares =
        IntStream.range(0, 2).mapToDouble(k -> (double) right[k] / pixels[k]).toArray();
    return new GroupAccuracy(shares[0], shares[1]);
  }
}
