package org.petrascope.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every object store must do. */
public abstract class ObjectStoreContract {
  /** Larger than a part of any store. */
  private static final int LARGE = 2 * S3Settings.PART_BYTES_MIN + 4711;

  private static final int SMALL = 1 << 14;

  /** The store, empty at the start of each test; the same one within a test. */
  protected abstract ObjectStore store();

  /** The same place, opened anew, as after a restart. */
  protected abstract ObjectStore reopened();

  protected static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void whatWasPutIsThere() throws IOException {
    byte[] bytes = bytes(1, 70_000);
    Outcome.Stored stored = stored(store().put("a/b-1.raw", Content.of(bytes), Pace.FREE));
    assertFalse(stored.already());
    assertEquals(bytes.length, stored.receipt().bytes());
    assertTrue(stored.receipt().proof() != Receipt.Proof.NONE, stored.toString());
    assertArrayEquals(bytes, read("a/b-1.raw", 0));
    assertTrue(store().receipt("a/b-1.raw").orElseThrow().same(stored.receipt()));
  }

  @Test
  void putTwiceIsOnce() throws IOException {
    byte[] bytes = bytes(2, 1000);
    Outcome.Stored first = stored(store().put("twice", Content.of(bytes), Pace.FREE));
    Outcome.Stored second = stored(store().put("twice", Content.of(bytes), Pace.FREE));
    assertTrue(second.already());
    assertTrue(second.receipt().same(first.receipt()));
    assertEquals(List.of("twice"), store().list(""));
    assertArrayEquals(bytes, read("twice", 0));
  }

  @Test
  void rangeBeginsWhereItIsAskedFor() throws IOException {
    byte[] bytes = bytes(3, 5000);
    stored(store().put("range", Content.of(bytes), Pace.FREE));
    byte[] end = new byte[100];
    System.arraycopy(bytes, 4900, end, 0, 100);
    assertArrayEquals(end, read("range", 4900));
  }

  @Test
  void emptyObjectIsThere() throws IOException {
    stored(store().put("empty", Content.of(new byte[0]), Pace.FREE));
    assertEquals(0, store().receipt("empty").orElseThrow().bytes());
  }

  @Test
  void keysAreListedByTheirBeginning() {
    for (String key : List.of("b/2", "a/1", "b/1", "bb")) {
      stored(store().put(key, Content.of(new byte[] {1}), Pace.FREE));
    }
    assertEquals(List.of("b/1", "b/2"), store().list("b/"));
    assertEquals(List.of("a/1", "b/1", "b/2", "bb"), store().list(""));
    assertEquals(Optional.empty(), store().receipt("a/2"));
  }

  @Test
  void damagedObjectIsPutAnew() throws IOException {
    byte[] right = bytes(4, 900);
    stored(store().put("damaged", Content.of(bytes(5, 900)), Pace.FREE));
    Outcome outcome = store().put("damaged", Content.of(right), Pace.FREE);
    if (outcome instanceof Outcome.Deferred) {
      outcome = store().put("damaged", Content.of(right), Pace.FREE);
    }
    assertFalse(stored(outcome).already());
    assertArrayEquals(right, read("damaged", 0));
  }

  @Test
  void objectThatChangesIsReplacedInOneStep() throws IOException {
    stored(store().put("newest", Content.of(bytes(10, 300)), Pace.FREE));
    assertFalse(stored(store().replace("newest", Content.of(bytes(11, 200)), Pace.FREE)).already());
    assertArrayEquals(bytes(11, 200), read("newest", 0));
    stored(store().replace("first", Content.of(bytes(12, 9)), Pace.FREE));
    assertEquals(List.of("first", "newest"), store().list(""));
  }

  @Test
  void storeSaysWhetherItHoldsJustTheseBytes() {
    for (int length : List.of(500, LARGE)) {
      byte[] bytes = bytes(13, length);
      assertFalse(store().holds("held", Content.of(bytes)), "nothing is there");
      stored(store().replace("held", Content.of(bytes), Pace.FREE));
      assertTrue(store().holds("held", Content.of(bytes)));
      bytes[length / 2] ^= 1;
      assertFalse(store().holds("held", Content.of(bytes)), "one bit");
      assertFalse(store().holds("held", Content.of(bytes(13, length + 1))), "one byte more");
      assertEquals(Optional.of((long) length), store().receipt("held").map(Receipt::bytes));
    }
  }

  @Test
  void storeSaysWhenItTookAnObjectIn() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    assertEquals(Optional.empty(), store().storedAt("seen"));
    stored(store().put("seen", Content.of(new byte[] {1}), Pace.FREE));
    Instant at = store().storedAt("seen").orElseThrow();
    assertFalse(at.isBefore(before), at + " is before " + before);
    assertFalse(at.isAfter(Instant.now().plusSeconds(1)), at + " is in the future");
  }

  @Test
  void largeObjectSetAsideGoesOnAfterARestart() throws IOException {
    byte[] bytes = bytes(6, LARGE);
    Tally first = new Tally(1);
    assertInstanceOf(
        Outcome.Deferred.class, store().put("large", Content.of(bytes), first), "set aside");
    assertEquals(Optional.empty(), store().receipt("large"), "a part is no object");
    Tally rest = new Tally(Integer.MAX_VALUE);
    try (ObjectStore later = reopened()) {
      Outcome.Stored stored = stored(later.put("large", Content.of(bytes), rest));
      assertEquals(LARGE, stored.receipt().bytes());
      assertTrue(stored(later.put("large", Content.of(bytes), new Tally(0))).already());
    }
    assertSentOnce(LARGE, first.bytes + rest.bytes);
    assertArrayEquals(bytes, read("large", 0));
    assertEquals(List.of("large"), store().list(""));
  }

  @Test
  void reachableStoreSaysSo() {
    assertEquals(new Reach(true, ""), store().reach());
  }

  @Test
  void keyThatLeavesItsPlaceIsRefused() {
    for (String key : List.of("../a", "/a", "a//b", "a/.hidden", "a/..", "", "a b", "ä")) {
      assertThrows(IllegalArgumentException.class, () -> store().receipt(key), key);
    }
  }

  /** No part was sent twice; what asks for and ends an upload is small. */
  protected static void assertSentOnce(long bytes, long sent) {
    assertTrue(sent >= bytes && sent < bytes + SMALL, sent + " sent for " + bytes);
  }

  /** Lets some parts pass, and counts what is sent. */
  private static final class Tally implements Pace {
    private int left;
    private long bytes;

    Tally(int parts) {
      left = parts;
    }

    @Override
    public void spend(int count) {
      bytes += count;
    }

    @Override
    public boolean goOn() {
      return left-- > 0;
    }
  }

  private static Outcome.Stored stored(Outcome outcome) {
    return assertInstanceOf(Outcome.Stored.class, outcome, outcome.toString());
  }

  private byte[] read(String key, long from) throws IOException {
    try (InputStream in = store().get(key, from)) {
      return in.readAllBytes();
    }
  }
}
