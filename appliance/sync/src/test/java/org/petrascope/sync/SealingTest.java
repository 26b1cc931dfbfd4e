package org.petrascope.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petrascope.remote.Content;

class SealingTest {
  private static final int CHUNK = Sealing.CHUNK_BYTES;
  private static final SiteKey KEY = key(1);

  private static SiteKey key(long seed) {
    return SiteKey.of(bytes(seed, SiteKey.BYTES));
  }

  private static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  private static Content sealed(byte[] plain, SiteKey key) {
    return Envelope.sealed(key).wrap(Content.of(plain), Hashes.of(plain).sha256());
  }

  private static byte[] all(Content content) throws IOException {
    return content.read(0, (int) content.bytes());
  }

  private static byte[] opened(byte[] sealed, SiteKey key) throws IOException {
    return Envelope.sealed(key).unwrap(new ByteArrayInputStream(sealed)).readAllBytes();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 77})
  void whatWasSealedOpensFromAnywhere(int length) throws IOException {
    byte[] plain = bytes(2, length);
    Content content = sealed(plain, KEY);
    byte[] sealed = all(content);
    assertEquals(content.bytes(), sealed.length);
    assertEquals(-1, content.open(content.bytes()).read(), "nothing behind the end");
    assertArrayEquals(plain, opened(sealed, KEY));
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20; i++) {
      int from = random.nextInt(sealed.length);
      byte[] rest = content.open(from).readAllBytes();
      assertArrayEquals(Arrays.copyOfRange(sealed, from, sealed.length), rest, "from " + from);
    }
  }

  @Test
  void sameFileIsTheSameObjectAndOtherKeysTellOtherNames() throws IOException {
    byte[] plain = bytes(4, 1000);
    assertArrayEquals(all(sealed(plain, KEY)), all(sealed(plain, KEY)));
    String sha256 = Hashes.of(plain).sha256();
    assertEquals(Envelope.sealed(KEY).name(sha256), Envelope.sealed(key(1)).name(sha256));
    assertNotEquals(Envelope.sealed(KEY).name(sha256), Envelope.sealed(key(5)).name(sha256));
  }

  @Test
  void everyChangedBitIsFound() throws IOException {
    byte[] sealed = all(sealed(bytes(6, 40), KEY));
    for (int bit = 0; bit < 8 * sealed.length; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThrows(
          Exception.class, () -> opened(changed, KEY), "bit " + bit + " may be another one");
    }
  }

  @Test
  void cutSwappedAndLengthenedObjectsAreFound() throws IOException {
    byte[] sealed = all(sealed(bytes(7, 2 * CHUNK), KEY));
    int piece = CHUNK + Sealing.TAG_BYTES;
    byte[] swapped = sealed.clone();
    System.arraycopy(sealed, Sealing.HEADER_BYTES, swapped, Sealing.HEADER_BYTES + piece, piece);
    System.arraycopy(sealed, Sealing.HEADER_BYTES + piece, swapped, Sealing.HEADER_BYTES, piece);
    byte[] cut = Arrays.copyOf(sealed, Sealing.HEADER_BYTES + piece);
    assertThrows(SyncException.class, () -> opened(swapped, KEY));
    assertThrows(IOException.class, () -> opened(cut, KEY));
    assertThrows(SyncException.class, () -> opened(Arrays.copyOf(sealed, sealed.length + 1), KEY));
    assertThrows(SyncException.class, () -> opened(sealed, key(8)));
  }
}
