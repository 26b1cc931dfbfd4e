package org.petrascope.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.remote.Outcome;
import org.petrascope.store.Ed25519;
import org.petrascope.store.Event;
import org.petrascope.store.SendingStore;
import org.petrascope.store.Store;

class PostTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-14T12:00:00Z"), ZoneOffset.UTC);
  private static final SyncSettings OWN = settings(0);

  @TempDir Path root;

  private final HeldStore remote = new HeldStore();
  private KeyPair keys;
  private Store store;
  private SendingStore here;
  private Ends ends;

  @BeforeEach
  void open() throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    store = Store.open(root, CLOCK);
    here = SendingStore.open(root);
    ends = new Ends(here, remote, Envelope.PLAIN);
  }

  @AfterEach
  void close() {
    here.close();
    store.close();
  }

  private static SyncSettings settings(long bytesPerS) {
    return new SyncSettings(
        bytesPerS,
        List.of(),
        0,
        BackOff.Limits.DEFAULT,
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        0);
  }

  private static SyncSettings read(JsonNode body) {
    if (!body.path("rate").isInt()) {
      throw new IllegalArgumentException("rate is missing");
    }
    return settings(body.path("rate").asLong());
  }

  private Orders orders() {
    return new Orders(ends, keys.getPublic(), PostTest::read, CLOCK);
  }

  private Reports reports() {
    return new Reports(ends, "test", CLOCK);
  }

  private static byte[] sealed(SignedLetter letter, KeyPair by) {
    return letter.sealed(content -> Ed25519.sign(by.getPrivate(), content));
  }

  private PublicKey boxKey() {
    return here.identity().verifyingKey();
  }

  private static ObjectNode rate(int bytesPerS) {
    return JSON.createObjectNode().put("rate", bytesPerS);
  }

  private SignedLetter order(long number, long after, ObjectNode body) {
    return new SignedLetter(ends.names().box(), number, after, body);
  }

  private void put(long place, SignedLetter order) {
    remote.objects.put(ends.names().order(place), sealed(order, keys));
  }

  private String lastEvent() {
    return here.events().after(0, 100).getLast().event().detail();
  }

  @Test
  void ordersAreFollowedInOrderAndHoldAfterARestart() {
    assertEquals(OWN, orders().held(OWN));
    put(1, order(1, 0, rate(1000)));
    put(2, order(2, 1, rate(2000)));
    assertEquals(Optional.of(settings(2000)), orders().exchange());
    assertEquals(Optional.empty(), orders().exchange(), "once each");
    assertEquals(settings(2000), orders().held(OWN));
    assertEquals("followed", lastEvent());
  }

  @Test
  void orderOutOfOrderIsRefusedAndTheNextThatFitsIsFollowed() {
    put(1, order(1, 0, rate(1000)));
    put(3, order(3, 2, rate(3000)));
    assertEquals(Optional.of(settings(1000)), orders().exchange());
    assertTrue(lastEvent().contains("out of order"), lastEvent());
    assertEquals(settings(1000), orders().held(OWN), "the old one is kept");
    put(2, order(2, 1, rate(2000)));
    assertEquals(Optional.empty(), orders().exchange(), "what was looked past is past");
    put(4, order(4, 1, rate(4000)));
    assertEquals(Optional.of(settings(4000)), orders().exchange());
  }

  @Test
  void replayedOrderIsRefused() {
    put(1, order(1, 0, rate(1000)));
    orders().exchange();
    put(2, order(1, 0, rate(1000)));
    assertEquals(Optional.empty(), orders().exchange());
    assertTrue(lastEvent().contains("it is number 1 after 0, expected number 2 after 1"));
  }

  @Test
  void orderOfSomebodyElseForAnotherBoxOrInvalidIsRefusedInASentence() throws Exception {
    KeyPair others = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    remote.objects.put(ends.names().order(1), sealed(order(1, 0, rate(1000)), others));
    orders().exchange();
    assertEquals("refused: it is not signed with the key that is configured", lastEvent());
    put(2, new SignedLetter("0".repeat(32), 2, 0, rate(1000)));
    orders().exchange();
    assertEquals("refused: it is for box " + "0".repeat(32), lastEvent());
    put(3, order(3, 0, JSON.createObjectNode()));
    orders().exchange();
    assertEquals("refused: rate is missing", lastEvent());
    remote.objects.put(ends.names().order(4), new byte[] {'{'});
    orders().exchange();
    assertEquals("refused: it is not JSON", lastEvent());
    assertEquals(OWN, orders().held(OWN));
    assertEquals(4, here.syncNotes().letters().orderLooked());
  }

  @Test
  void everyEventIsToldOnceInOrder() {
    for (int i = 0; i < 1201; i++) {
      here.events().append(new Event(CLOCK.instant(), "test", Integer.toString(i), "happened"));
    }
    reports().exchange();
    reports().exchange();
    int expected = 0;
    long number = 0;
    for (String key : remote.list("boxes/")) {
      SignedLetter letter = SignedLetter.open(remote.objects.get(key), boxKey());
      assertEquals(++number, letter.number());
      assertEquals(number - 1, letter.after());
      for (JsonNode event : letter.body().path("events")) {
        assertEquals(Integer.toString(expected++), event.path("subject").asText());
      }
    }
    assertEquals(1201, expected);
    assertEquals(4, number, "three with events, one that says all is well");
  }

  @Test
  void letterThatWasCutOffIsSentAgainAsItWas() {
    here.events().append(new Event(CLOCK.instant(), "test", "a", ""));
    remote.answer = Optional.of(new Outcome.Deferred("cut", Duration.ZERO));
    reports().exchange();
    String pending = here.syncNotes().letters().pending();
    here.events().append(new Event(CLOCK.instant(), "test", "b", ""));
    remote.answer = Optional.empty();
    reports().exchange();
    assertEquals(
        pending, new String(remote.objects.get(ends.names().letter(1)), StandardCharsets.UTF_8));
    assertEquals(2, here.syncNotes().letters().sent(), "the other event has a letter of its own");
  }

  @Test
  void changedLetterIsNotOpened() {
    byte[] sealed = sealed(order(1, 0, rate(1000)), keys);
    String changed = new String(sealed, StandardCharsets.UTF_8).replace("1000", "9000");
    assertThrows(
        SyncException.class,
        () -> SignedLetter.open(changed.getBytes(StandardCharsets.UTF_8), keys.getPublic()));
  }

  private static void tell(SendingStore box, String subject) {
    box.events().append(new Event(CLOCK.instant(), "test", subject, ""));
  }

  private List<String> told(SendingStore box) {
    List<String> subjects = new ArrayList<>();
    new Letterbox(remote, Envelope.PLAIN)
        .events(
            box.identity().name(),
            box.identity().verifyingKey(),
            event -> subjects.add(event.path("subject").asText()));
    return subjects;
  }

  /** A key that was restored without its database, or lies on a copied disk. */
  @Test
  void twoDataFoldersWithOneKeyReplaceNoLetterOfEachOther(@TempDir Path elsewhere)
      throws Exception {
    for (String file : List.of("box.key", "box.pub")) {
      Files.createDirectories(elsewhere.resolve("identity"));
      Files.copy(root.resolve("identity/" + file), elsewhere.resolve("identity/" + file));
    }
    tell(here, "a");
    reports().exchange();
    tell(here, "b");
    reports().exchange();
    try (Store copied = Store.open(elsewhere, CLOCK);
        SendingStore copy = SendingStore.open(elsewhere)) {
      assertEquals(here.identity().name(), copy.identity().name());
      tell(copy, "c");
      new Reports(new Ends(copy, remote, Envelope.PLAIN), "test", CLOCK).exchange();
      tell(here, "d");
      reports().exchange();
    }
    assertEquals(List.of("a", "b", "c", "d"), told(here));
    assertEquals(4, remote.puts.size(), "each once");
    assertEquals(4, here.syncNotes().letters().sent());
  }

  @Test
  void letterThatIsDamagedInTheStoreIsSentAgain() {
    tell(here, "a");
    remote.objects.put(ends.names().letter(1), new byte[] {'{'});
    reports().exchange();
    assertEquals(List.of("a"), told(here));
  }

  /** What a factory reset does: another key, the data kept. */
  @Test
  void underANewKeyLettersBeginAnewAndNoEventIsLostOrToldTwice() throws Exception {
    put(1, order(1, 0, rate(1000)));
    orders().exchange();
    tell(here, "a");
    reports().exchange();
    tell(here, "b");
    remote.answer = Optional.of(new Outcome.Deferred("cut", Duration.ZERO));
    reports().exchange();
    remote.answer = Optional.empty();
    String before = here.identity().name();
    List<String> toldBefore = told(here);
    close();
    for (String file : List.of("box.key", "box.pub")) {
      Files.delete(root.resolve("identity/" + file));
    }
    store = Store.open(root, CLOCK);
    here = SendingStore.open(root);
    ends = new Ends(here, remote, Envelope.PLAIN);
    tell(here, "c");
    reports().exchange();
    assertNotEquals(before, here.identity().name());
    assertEquals(List.of("1", "a"), toldBefore, "the order, and what happened");
    assertEquals(List.of("b", "c"), told(here));
    assertEquals(OWN, orders().held(OWN), "nobody has ordered anything under this name");
    assertEquals(Optional.empty(), orders().exchange());
  }

  @Test
  void enrolmentIsSentOnceUnderTheNameOfTheBox() {
    byte[] document = "signed".getBytes(StandardCharsets.UTF_8);
    Introduction introduction = new Introduction(ends, document);
    remote.answer = Optional.of(new Outcome.Deferred("cut", Duration.ZERO));
    introduction.exchange();
    remote.answer = Optional.empty();
    introduction.exchange();
    introduction.exchange();
    String box = here.identity().name();
    assertEquals(List.of("boxes/" + box + "/enrolment.json"), remote.puts);
    Letterbox letters = new Letterbox(remote, Envelope.PLAIN);
    assertArrayEquals(document, letters.enrolment(box).orElseThrow());
    assertEquals(Optional.empty(), letters.enrolment("0".repeat(32)));
  }
}
