package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UnpackTest {
  private static final short[] TWO = {0x123, (short) 0xABC};

  @Test
  void packedSharesItsMiddleByteByLowNibbles() {
    byte[] bytes = new byte[3];
    Unpack.toMono12Packed(TWO, 0, bytes, 0, 2);
    assertArrayEquals(new byte[] {0x12, (byte) 0xC3, (byte) 0xAB}, bytes);
    short[] back = new short[2];
    Unpack.mono12Packed(bytes, 0, back, 0, 2);
    assertArrayEquals(TWO, back);
  }

  @Test
  void twelveBitPfncIsOneLittleEndianStreamOfBits() {
    byte[] bytes = new byte[3];
    Unpack.toMono12p(TWO, 0, bytes, 0, 2);
    assertArrayEquals(new byte[] {0x23, (byte) 0xC1, (byte) 0xAB}, bytes);
    short[] back = new short[2];
    Unpack.mono12p(bytes, 0, back, 0, 2);
    assertArrayEquals(TWO, back);
  }

  @Test
  void sixteenBitsAreLittleEndianAndUnsigned() {
    short[] dn = new short[2];
    Unpack.mono16(new byte[] {9, 0x34, 0x12, (byte) 0xff, (byte) 0xff}, 1, dn, 0, 2);
    assertEquals(0x1234, dn[0]);
    assertEquals(65535, Short.toUnsignedInt(dn[1]));
  }

  @Test
  void eightBitsAreUnsigned() {
    short[] dn = new short[2];
    Unpack.mono8(new byte[] {1, (byte) 200}, 0, dn, 0, 2);
    assertArrayEquals(new short[] {1, 200}, dn);
  }

  @Property
  void packingAndUnpackingGivesTheSameDn(@ForAll @Size(max = 65) short[] any) {
    short[] dn = new short[any.length];
    for (int i = 0; i < dn.length; i++) {
      dn[i] = (short) (any[i] & 0xfff);
    }
    byte[] bytes = new byte[5 + Unpack.packed12Bytes(dn.length)];
    short[] back = new short[dn.length];
    Unpack.toMono12Packed(dn, 0, bytes, 5, dn.length);
    Unpack.mono12Packed(bytes, 5, back, 0, dn.length);
    assertArrayEquals(dn, back);
    Unpack.toMono12p(dn, 0, bytes, 5, dn.length);
    Unpack.mono12p(bytes, 5, back, 0, dn.length);
    assertArrayEquals(dn, back);
  }

  @Property
  void sixteenBitsComeBack(@ForAll @Size(max = 33) short[] dn) {
    byte[] bytes = new byte[3 + 2 * dn.length];
    short[] back = new short[dn.length];
    Unpack.toMono16(dn, 0, bytes, 3, dn.length);
    Unpack.mono16(bytes, 3, back, 0, dn.length);
    assertArrayEquals(dn, back);
  }

  @Test
  void frameCutShortIsRefusedWithBothSizes() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Unpack.mono12Packed(new byte[959], 0, new short[640], 0, 640));
    assertEquals(
        "frame: 960 values from index 0 are used, the array holds 959; pass an array of the stated shape",
        refusal.getMessage());
  }
}
