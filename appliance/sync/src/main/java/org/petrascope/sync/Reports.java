package org.petrascope.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.petrascope.remote.Content;
import org.petrascope.remote.Outcome;
import org.petrascope.remote.Pace;
import org.petrascope.remote.RemoteException;
import org.petrascope.store.Backlog;
import org.petrascope.store.BoxIdentity;
import org.petrascope.store.Events;
import org.petrascope.store.LampHours;
import org.petrascope.store.Letters;
import org.petrascope.store.SyncState;
import org.petrascope.store.WavelengthDrift;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes letters, signed by the box: how it is, what waits, and every event once and in order. A
 * letter is noted before it is sent, so that after an interruption the very same one is sent again.
 * One that the box's key has signed is never replaced, whoever holds that key: where this box has
 * lost count, as with a key or a database restored from a copy, it goes on behind the last that is
 * there. For the thread that sends.
 */
public final class Reports implements Post {
  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of one letter; the rest goes into the next. */
  private static final int EVENTS_MAX = 500;

  /** In one go; the rest waits for the next time. */
  private static final int LETTERS_MAX = 20;

  private final Ends ends;
  private final String version;
  private final Clock clock;

  /**
   * @param version of the software
   */
  public Reports(Ends ends, String version, Clock clock) {
    this.ends = ends;
    this.version = version;
    this.clock = clock;
  }

  @Override
  public Optional<SyncSettings> exchange() {
    try {
      boolean more = true;
      for (int i = 0; i < LETTERS_MAX && more; i++) {
        Letters letters = ends.here().syncNotes().letters();
        boolean waited = !letters.pending().isEmpty();
        letters = addressed(waited ? letters : write(letters));
        if (!send(letters)) {
          break;
        }
        // After one that waited comes one that tells how it is now.
        more = waited || !ends.here().events().after(letters.eventsTold(), 1).isEmpty();
      }
    } catch (RemoteException | IOException e) {
      LOG.info("letters are left for later: {}", e.getMessage());
    }
    return Optional.empty();
  }

  private Letters write(Letters before) {
    List<Events.Numbered> events = ends.here().events().after(before.eventsTold(), EVENTS_MAX);
    long last = events.isEmpty() ? before.eventsTold() : events.getLast().number();
    Letters writing = before.writing(sealed(before.sent(), body(before, events)), last);
    ends.here().syncNotes().note(writing);
    return writing;
  }

  private String sealed(long after, JsonNode body) {
    BoxIdentity box = ends.here().identity();
    SignedLetter letter = new SignedLetter(ends.names().box(), after + 1, after, body);
    return new String(letter.sealed(box::sign), StandardCharsets.UTF_8);
  }

  /** The pending letter under the box's name of now and a number that no other letter has. */
  private Letters addressed(Letters letters) throws IOException {
    SignedLetter pending = SignedLetter.own(letters.pending());
    long after = letters.sent();
    Optional<byte[]> taken = lying(ends.names().letter(after + 1));
    if (taken.isPresent() && isOtherLetter(taken.get(), letters.pending())) {
      after = RemoteNames.numbers(ends.there().list(ends.names().letters())).getLast();
      LOG.warn(
          "letter {} is there already: this one becomes number {}", letters.sent() + 1, after + 1);
    }
    if (pending.box().equals(ends.names().box()) && pending.after() == after) {
      return letters;
    }
    Letters readdressed = letters.readdressed(sealed(after, pending.body()), after);
    ends.here().syncNotes().note(readdressed);
    return readdressed;
  }

  /** What lies there in plain, read twice: a bad link may change it. Empty for nothing of ours. */
  private Optional<byte[]> lying(String key) throws IOException {
    if (ends.there().receipt(key).isEmpty()) {
      return Optional.empty();
    }
    byte[] once = plain(key);
    return Arrays.equals(once, plain(key)) ? Optional.of(once) : Optional.empty();
  }

  private byte[] plain(String key) throws IOException {
    try (InputStream in = ends.envelope().unwrap(ends.there().get(key, 0))) {
      return in.readNBytes(SignedLetter.BYTES_MAX);
    } catch (SyncException e) {
      return new byte[0];
    }
  }

  /** Whether these bytes are a whole letter of this box, and not the pending one. */
  private boolean isOtherLetter(byte[] bytes, String pending) {
    try {
      SignedLetter.open(bytes, ends.here().identity().verifyingKey());
      return !Arrays.equals(bytes, pending.getBytes(StandardCharsets.UTF_8));
    } catch (SyncException e) {
      return false;
    }
  }

  private ObjectNode body(Letters letters, List<Events.Numbered> events) {
    ObjectNode body = JSON.createObjectNode();
    body.put("at", clock.instant().toString());
    body.put("version", version);
    body.put("freeBytes", ends.here().freeBytes());
    body.put("orderAccepted", letters.orderAccepted());
    body.put("orderLooked", letters.orderLooked());
    SyncState state = ends.here().syncNotes().state();
    Backlog backlog = ends.here().deliveries().backlog();
    body.putObject("sync")
        .put("state", state.state())
        .put("bytesPerS", state.bytesPerS())
        .put("filesWaiting", backlog.filesWaiting())
        .put("bytesWaiting", backlog.bytesWaiting())
        .put("filesRefused", backlog.filesRefused())
        .put("filesProven", backlog.filesProven())
        .put("bytesProven", backlog.bytesProven())
        .put("bytesFreed", backlog.bytesFreed())
        .put("oldestWaiting", backlog.oldestWaiting())
        .put("message", backlog.message());
    upkeep(body);
    ArrayNode told = body.putArray("events");
    for (Events.Numbered event : events) {
      told.addObject()
          .put("number", event.number())
          .put("at", event.event().at().toString())
          .put("kind", event.event().kind())
          .put("subject", event.event().subject())
          .put("detail", event.event().detail());
    }
    return body;
  }

  /** Hours of the lamps, and how far wavelengths were off when they were last looked at. */
  private void upkeep(ObjectNode body) {
    ArrayNode lamps = body.putArray("lamps");
    for (String station : ends.here().lampEvents().stations()) {
      LampHours.of(ends.here().lampEvents().ofPresentLamp(station), clock.instant())
          .ifPresent(
              lamp ->
                  lamps
                      .addObject()
                      .put("station", station)
                      .put("lit", lamp.burning().isPresent())
                      .put("hours", lamp.hours()));
    }
    ArrayNode wavelengths = body.putArray("wavelengths");
    for (WavelengthDrift drift : ends.here().wavelengthChecks().drifts()) {
      wavelengths
          .addObject()
          .put("model", drift.model())
          .put("serial", drift.serial())
          .put("at", drift.at().toString())
          .put("nm", drift.nm())
          .put("standardErrorNm", drift.standardErrorNm());
    }
  }

  private boolean send(Letters letters) {
    byte[] letter = letters.pending().getBytes(StandardCharsets.UTF_8);
    Content content = ends.envelope().wrap(Content.of(letter), Hashes.of(letter).sha256());
    Outcome outcome = ends.there().put(ends.names().letter(letters.sent() + 1), content, Pace.FREE);
    if (outcome instanceof Outcome.Stored) {
      ends.here().syncNotes().note(letters.arrived());
      return true;
    }
    LOG.info("a letter waits: {}", outcome);
    return false;
  }
}
