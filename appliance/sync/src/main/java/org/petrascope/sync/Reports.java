package org.petrascope.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.petrascope.remote.Content;
import org.petrascope.remote.Outcome;
import org.petrascope.remote.Pace;
import org.petrascope.store.Backlog;
import org.petrascope.store.Events;
import org.petrascope.store.LampHours;
import org.petrascope.store.Letters;
import org.petrascope.store.SyncState;
import org.petrascope.store.WavelengthDrift;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes letters: how the box is, what waits, and every event once and in order. A letter is noted
 * before it is sent, so that after an interruption the very same one is sent again. For the thread
 * that sends.
 */
public final class Reports implements Post {
  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of one letter; the rest goes into the next. */
  private static final int EVENTS_MAX = 500;

  /** In one go; the rest waits for the next time. */
  private static final int LETTERS_MAX = 20;

  private final Ends ends;
  private final PrivateKey key;
  private final String version;
  private final Clock clock;

  /**
   * @param version of the software
   */
  public Reports(Ends ends, PrivateKey key, String version, Clock clock) {
    this.ends = ends;
    this.key = key;
    this.version = version;
    this.clock = clock;
  }

  @Override
  public Optional<SyncSettings> exchange() {
    boolean more = true;
    for (int i = 0; i < LETTERS_MAX && more; i++) {
      Letters letters = ends.here().syncNotes().letters();
      if (letters.pending().isEmpty()) {
        letters = write(letters);
      }
      if (!send(letters)) {
        break;
      }
      more = !ends.here().events().after(letters.eventsTold(), 1).isEmpty();
    }
    return Optional.empty();
  }

  private Letters write(Letters before) {
    List<Events.Numbered> events = ends.here().events().after(before.eventsTold(), EVENTS_MAX);
    long last = events.isEmpty() ? before.eventsTold() : events.getLast().number();
    SignedLetter letter =
        new SignedLetter(
            ends.names().box(), before.sent() + 1, before.sent(), body(before, events));
    Letters writing = before.writing(new String(letter.sealed(key), StandardCharsets.UTF_8), last);
    ends.here().syncNotes().note(writing);
    return writing;
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
