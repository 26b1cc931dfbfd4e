package org.petrascope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
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

  /** How a format is unpacked, and which bit of which DN every bit of its first bytes is. */
  private void everyBitIsInItsPlace(Unpacking unpacking, int[][] places) {
    for (int bit = 0; bit < places.length; bit++) {
      byte[] bytes = new byte[7 + places.length / 8];
      bytes[7 + bit / 8] = (byte) (1 << bit % 8);
      short[] dn = {9, 0, 0, 9};
      unpacking.unpack(bytes, 7, dn, 1, 2);
      short[] expected = {9, 0, 0, 9};
      expected[1 + places[bit][0]] = (short) (1 << places[bit][1]);
      assertArrayEquals(expected, dn, "bit " + bit);
    }
  }

  @FunctionalInterface
  private interface Unpacking {
    void unpack(byte[] in, int inOffset, short[] out, int outOffset, int count);
  }

  @Test
  void everyBitOfMono12PackedIsInItsPlace() {
    everyBitIsInItsPlace(
        Unpack::mono12Packed,
        new int[][] {
          {0, 4}, {0, 5}, {0, 6}, {0, 7}, {0, 8}, {0, 9}, {0, 10}, {0, 11},
          {0, 0}, {0, 1}, {0, 2}, {0, 3}, {1, 0}, {1, 1}, {1, 2}, {1, 3},
          {1, 4}, {1, 5}, {1, 6}, {1, 7}, {1, 8}, {1, 9}, {1, 10}, {1, 11}
        });
  }

  @Test
  void everyBitOfMono12pIsInItsPlace() {
    everyBitIsInItsPlace(
        Unpack::mono12p,
        new int[][] {
          {0, 0}, {0, 1}, {0, 2}, {0, 3}, {0, 4}, {0, 5}, {0, 6}, {0, 7},
          {0, 8}, {0, 9}, {0, 10}, {0, 11}, {1, 0}, {1, 1}, {1, 2}, {1, 3},
          {1, 4}, {1, 5}, {1, 6}, {1, 7}, {1, 8}, {1, 9}, {1, 10}, {1, 11}
        });
  }

  @Test
  void everyBitOfTwoBytesIsInItsPlace() {
    int[][] places = new int[32][];
    for (int bit = 0; bit < places.length; bit++) {
      places[bit] = new int[] {bit / 16, bit % 16};
    }
    everyBitIsInItsPlace(Unpack::mono16, places);
  }

  @Test
  void everyBitOfOneByteIsInItsPlace() {
    int[][] places = new int[16][];
    for (int bit = 0; bit < places.length; bit++) {
      places[bit] = new int[] {bit / 8, bit % 8};
    }
    everyBitIsInItsPlace(Unpack::mono8, places);
  }

  /** Pairs of pixels are proven bit by bit above; many are unpacked several at a time. */
  @Property
  void manyPixelsAreTheirPairs(
      @ForAll @Size(min = 3, max = 120) byte[] bytes, @ForAll @IntRange(max = 2) int offset) {
    assertPairs(Unpack::mono12Packed, 12, bytes, offset);
    assertPairs(Unpack::mono12p, 12, bytes, offset);
    assertPairs(Unpack::mono16, 16, bytes, offset);
    assertPairs(Unpack::mono8, 8, bytes, offset);
  }

  private static void assertPairs(Unpacking unpacking, int bits, byte[] bytes, int offset) {
    int count = (bytes.length - offset) * 8 / bits;
    short[] all = new short[count + 2];
    Arrays.fill(all, (short) -1);
    unpacking.unpack(bytes, offset, all, 1, count);
    short[] expected = new short[count + 2];
    Arrays.fill(expected, (short) -1);
    for (int i = 0; i < count; i += 2) {
      unpacking.unpack(bytes, offset + i * bits / 8, expected, 1 + i, Math.min(2, count - i));
    }
    assertArrayEquals(expected, all, bits + " bits");
  }

  @Test
  void lastOddPixelNeedsTwoBytesWhoseSpareBitsMeanNothing() {
    short[] three = new short[4];
    byte[] packed = {0x12, (byte) 0xC3, (byte) 0xAB, 0x45, (byte) 0xF6};
    Unpack.mono12Packed(packed, 0, three, 0, 3);
    assertArrayEquals(new short[] {0x123, (short) 0xABC, 0x456, 0}, three);
    byte[] stream = {0x23, (byte) 0xC1, (byte) 0xAB, 0x56, (byte) 0xF4};
    Unpack.mono12p(stream, 0, three, 0, 3);
    assertArrayEquals(new short[] {0x123, (short) 0xABC, 0x456, 0}, three);
    short[] one = new short[1];
    Unpack.mono12Packed(packed, 3, one, 0, 1);
    assertArrayEquals(new short[] {0x456}, one);
    Unpack.mono12p(stream, 3, one, 0, 1);
    assertArrayEquals(new short[] {0x456}, one);
  }

  @Test
  void noPixelNeedsNoByte() {
    short[] untouched = {7};
    Unpack.mono8(new byte[0], 0, untouched, 1, 0);
    Unpack.mono16(new byte[0], 0, untouched, 1, 0);
    Unpack.mono12Packed(new byte[0], 0, untouched, 1, 0);
    Unpack.mono12p(new byte[0], 0, untouched, 1, 0);
    assertArrayEquals(new short[] {7}, untouched);
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
