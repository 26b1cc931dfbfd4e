package org.petrascope.laboratory;

import java.util.List;
import java.util.Optional;
import org.petrascope.spectral.PixelFlag;

/** What is known of every pixel of a scan before its spectrum is believed. */
@FunctionalInterface
public interface PixelFlags {
  /** A pixel with one of these teaches nothing of the rock; the others only make it less clear. */
  List<PixelFlag> UNUSABLE =
      List.of(
          PixelFlag.LOST_LINE,
          PixelFlag.NO_DATA,
          PixelFlag.SATURATED,
          PixelFlag.OVER_RANGE,
          PixelFlag.LOW_SIGNAL,
          PixelFlag.NOTAROK);

  /** The bits of all flags of a pixel. */
  int at(int line, int sample);

  /** Flags of a scan of which nothing is known. */
  static PixelFlags none() {
    return (line, sample) -> 0;
  }

  /** Why a pixel is left out, for one whose values are all missing or not. */
  default Optional<PixelFlag> unusable(int line, int sample, boolean empty) {
    int flags = at(line, sample) | (empty ? PixelFlag.NO_DATA.bit() : 0);
    return UNUSABLE.stream().filter(flag -> flag.in(flags)).findFirst();
  }
}
