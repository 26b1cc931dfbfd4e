package org.petrascope.scan;

import java.util.BitSet;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.petrascope.spectral.CubeShape;

/** Which pixels of a scan are made again to be compared. */
public sealed interface PixelChoice {
  /** One pixel; both count from 0. */
  record One(int line, int sample) implements PixelChoice {}

  /** So many, at places that follow from the seed. */
  record Sampled(int pixels, long seed) implements PixelChoice {}

  /** Every one of them. */
  record All() implements PixelChoice {}

  /** The chosen samples by line; refuses what lies outside. */
  default SortedMap<Integer, BitSet> among(CubeShape shape) {
    SortedMap<Integer, BitSet> chosen = new TreeMap<>();
    switch (this) {
      case One(int line, int sample) -> {
        if (line < 0 || line >= shape.lines() || sample < 0 || sample >= shape.samples()) {
          throw new ScanException(
              "there is no pixel %d, %d: the scan has %d lines x %d samples, counted from 0"
                  .formatted(line, sample, shape.lines(), shape.samples()));
        }
        add(chosen, line, sample);
      }
      case Sampled(int pixels, long seed) -> {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < pixels; i++) {
          add(chosen, random.nextInt(shape.lines()), random.nextInt(shape.samples()));
        }
      }
      case All() -> {
        for (int line = 0; line < shape.lines(); line++) {
          BitSet samples = new BitSet();
          samples.set(0, shape.samples());
          chosen.put(line, samples);
        }
      }
    }
    return chosen;
  }

  private static void add(SortedMap<Integer, BitSet> chosen, int line, int sample) {
    chosen.computeIfAbsent(line, _ -> new BitSet()).set(sample);
  }
}
