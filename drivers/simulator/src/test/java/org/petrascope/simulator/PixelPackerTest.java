package org.petrascope.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.petrascope.camera.PixelFormat;
import org.petrascope.kernels.Unpack;

class PixelPackerTest {
  @Property(tries = 300)
  void whatTheCameraPacksIsUnpackedToTheSame(
      @ForAll PixelFormat format,
      @ForAll @IntRange(min = 0, max = 67) int count,
      @ForAll long seed) {
    int[] dn = new SplittableRandom(seed).ints(count, 0, format.dnMax() + 1).toArray();
    byte[] frame = new byte[Math.toIntExact(format.frameBytes(count, 1))];
    PixelPacker.pack(format, dn, frame);
    short[] unpacked = new short[count];
    switch (format) {
      case MONO8 -> Unpack.mono8(frame, 0, unpacked, 0, count);
      case MONO10, MONO12, MONO16 -> Unpack.mono16(frame, 0, unpacked, 0, count);
      case MONO12_PACKED -> Unpack.mono12Packed(frame, 0, unpacked, 0, count);
      case MONO12P -> Unpack.mono12p(frame, 0, unpacked, 0, count);
    }
    int[] back = new int[count];
    Arrays.setAll(back, i -> Short.toUnsignedInt(unpacked[i]));
    assertArrayEquals(dn, back, format + ", seed " + seed);
  }
}
