package org.petrascope.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PixelFlagTest {
  @Test
  void placesOfTheBitsNeverChange() {
    assertEquals(
        "1 lost-line, 2 no-data, 4 low-signal, 8 over-range, 16 aspectral, 32 notarok, 64 poor-fit, 128 uncertain, 256 mixed, 512 saturated, 1024 unknown, 2048 inferred, 4096 repaired, 8192 shadow-or-specular, 16384 out-of-range",
        String.join(
            ", ",
            Arrays.stream(PixelFlag.values())
                .map(flag -> flag.bit() + " " + flag.label())
                .toList()));
  }

  @Test
  void allFlagsFitTheFilesWords() {
    assertTrue(Arrays.stream(PixelFlag.values()).mapToInt(PixelFlag::bit).sum() <= 0xFFFF);
  }
}
