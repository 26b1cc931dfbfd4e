package org.petrascope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxIdentityTest {
  private static final byte[] CONTENT = "what the box says".getBytes(StandardCharsets.UTF_8);

  @TempDir Path root;

  @Test
  void identityIsMadeOnceAndReadableByItsOwnerAlone() throws Exception {
    BoxIdentity first = BoxIdentity.in(root.resolve("identity"));
    BoxIdentity again = BoxIdentity.in(root.resolve("identity"));
    assertEquals(first.fingerprint(), again.fingerprint());
    assertEquals(first.fingerprint().substring(0, 32), again.name());
    assertEquals(first.name(), BoxIdentity.name(again.publicKey()));
    assertTrue(again.made(CONTENT, first.sign(CONTENT)));
    Path key = root.resolve("identity/box.key");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("identity"))));
    assertTrue(Files.readString(key).startsWith("-----BEGIN PRIVATE KEY-----\n"));
  }

  @Test
  void signatureOfAnotherBoxOrContentIsRefused() {
    BoxIdentity box = BoxIdentity.in(root.resolve("one"));
    BoxIdentity other = BoxIdentity.in(root.resolve("two"));
    assertNotEquals(box.fingerprint(), other.fingerprint());
    assertFalse(box.made(CONTENT, other.sign(CONTENT)));
    assertTrue(BoxIdentity.made(other.publicKey(), CONTENT, other.sign(CONTENT)));
    byte[] changed = CONTENT.clone();
    changed[0] ^= 1;
    assertFalse(box.made(changed, box.sign(CONTENT)));
    assertFalse(box.made(CONTENT, new byte[3]));
    assertFalse(BoxIdentity.made(new byte[3], CONTENT, box.sign(CONTENT)));
  }

  @Test
  void damagedIdentityIsRefusedInASentence() throws Exception {
    BoxIdentity.in(root.resolve("one"));
    BoxIdentity.in(root.resolve("two"));
    Files.copy(
        root.resolve("two/box.pub"),
        root.resolve("one/box.pub"),
        StandardCopyOption.REPLACE_EXISTING);
    String refused =
        assertThrows(StoreException.class, () -> BoxIdentity.in(root.resolve("one"))).getMessage();
    assertTrue(refused.contains("box.pub does not belong to box.key"), refused);
    Files.writeString(root.resolve("two/box.key"), "not a key");
    assertThrows(StoreException.class, () -> BoxIdentity.in(root.resolve("two")));
  }
}
