package org.petrascope.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.RemoteException;

/** Reads the letters of boxes from their store. Only what a box has signed is believed. */
public final class Letterbox {
  private final ObjectStore store;
  private final Envelope envelope;

  public Letterbox(ObjectStore store, Envelope envelope) {
    this.store = store;
    this.envelope = envelope;
  }

  /** The last letter of a box; empty where it wrote none. */
  public Optional<SignedLetter> last(String box, PublicKey key) {
    List<Long> numbers = numbers(box);
    return numbers.isEmpty()
        ? Optional.empty()
        : Optional.of(open(new RemoteNames(box), numbers.getLast(), key));
  }

  /** When the store took a letter in, by the store's own clock; empty where it is not there. */
  public Optional<Instant> arrived(String box, long number) {
    return store.storedAt(new RemoteNames(box).letter(number));
  }

  /** The document by which a box asks to be taken into a fleet; empty where it sent none. */
  public Optional<byte[]> enrolment(String box) {
    String key = new RemoteNames(box).enrolment();
    if (store.receipt(key).isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = envelope.unwrap(store.get(key, 0))) {
      return Optional.of(in.readNBytes(SignedLetter.BYTES_MAX));
    } catch (IOException e) {
      throw new SyncException("enrolment %s is not read: %s".formatted(key, e.getMessage()), e);
    }
  }

  /** Every event that the box told, once and in order; a letter that is missing is refused. */
  public void events(String box, PublicKey key, Consumer<JsonNode> reader) {
    RemoteNames names = new RemoteNames(box);
    long expected = 1;
    for (long number : numbers(box)) {
      if (number != expected) {
        throw new SyncException(
            "box %s: letter %d is missing at %s, there is %d: restore it from a copy of the store"
                .formatted(box, expected, store.address(), number));
      }
      open(names, number, key).body().path("events").forEach(reader);
      expected++;
    }
  }

  private List<Long> numbers(String box) {
    return RemoteNames.numbers(store.list(new RemoteNames(box).letters()));
  }

  private SignedLetter open(RemoteNames names, long number, PublicKey key) {
    String file = names.letter(number);
    try (InputStream in = envelope.unwrap(store.get(file, 0))) {
      SignedLetter letter = SignedLetter.open(in.readNBytes(SignedLetter.BYTES_MAX), key);
      if (!letter.box().equals(names.box())
          || letter.number() != number
          || letter.after() != number - 1) {
        throw new SyncException(
            "it is number %d of box %s after %d"
                .formatted(letter.number(), letter.box(), letter.after()));
      }
      return letter;
    } catch (SyncException | RemoteException | IOException e) {
      throw new SyncException("letter %s is not believed: %s".formatted(file, e.getMessage()), e);
    }
  }
}
