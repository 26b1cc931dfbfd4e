package org.petrascope.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.petrascope.remote.RemoteException;
import org.petrascope.store.Event;
import org.petrascope.store.Letters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches orders from the store and follows those that are signed, for this box, next in order and
 * valid. Any other is refused with one sentence, which is an event, and what held before still
 * holds. For the thread that sends.
 */
public final class Orders implements Post {
  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

  private final Ends ends;
  private final PublicKey signer;
  private final Function<JsonNode, SyncSettings> reader;
  private final Clock clock;

  /**
   * @param signer of orders
   * @param reader makes settings of an order's body and the box's own configuration; refuses with
   *     an IllegalArgumentException
   */
  public Orders(Ends ends, PublicKey signer, Function<JsonNode, SyncSettings> reader, Clock clock) {
    this.ends = ends;
    this.signer = signer;
    this.reader = reader;
    this.clock = clock;
  }

  /** The settings of the order that holds; the box's own where there is none. */
  public SyncSettings held(SyncSettings own) {
    String order = ends.here().syncNotes().letters().order();
    try {
      return order.isEmpty() ? own : reader.apply(SignedLetter.tree(order));
    } catch (SyncException | IllegalArgumentException e) {
      LOG.warn("the order that was followed does not hold any more: {}", e.getMessage());
      return own;
    }
  }

  @Override
  public Optional<SyncSettings> exchange() {
    Optional<SyncSettings> followed = Optional.empty();
    try {
      for (OptionalLong next = next(); next.isPresent(); next = next()) {
        long number = next.getAsLong();
        Optional<byte[]> bytes = read(ends.names().order(number));
        if (bytes.isEmpty()) {
          return followed;
        }
        Optional<SyncSettings> ordered = follow(number, bytes.get());
        followed = ordered.isPresent() ? ordered : followed;
      }
    } catch (RemoteException | IOException e) {
      LOG.info("orders are left for later: {}", e.getMessage());
    }
    return followed;
  }

  /** The first order that was not looked at. */
  private OptionalLong next() {
    long looked = ends.here().syncNotes().letters().orderLooked();
    return RemoteNames.numbers(ends.there().list(ends.names().orders())).stream()
        .mapToLong(Long::longValue)
        .filter(number -> number > looked)
        .min();
  }

  /** Read twice: what a bad link changed is not what was ordered. Empty when it differs. */
  private Optional<byte[]> read(String key) throws IOException {
    byte[] once = bytes(key);
    return Arrays.equals(once, bytes(key)) ? Optional.of(once) : Optional.empty();
  }

  private byte[] bytes(String key) throws IOException {
    try (InputStream in = ends.there().get(key, 0)) {
      return in.readNBytes(SignedLetter.BYTES_MAX);
    }
  }

  private Optional<SyncSettings> follow(long number, byte[] bytes) {
    Letters letters = ends.here().syncNotes().letters();
    try {
      SignedLetter order = SignedLetter.open(bytes, signer);
      require(order, number, letters);
      SyncSettings ordered = reader.apply(order.body());
      ends.here().syncNotes().note(letters.accepting(number, order.body().toString()));
      tell(number, "followed");
      return Optional.of(ordered);
    } catch (SyncException | IllegalArgumentException e) {
      ends.here().syncNotes().note(letters.refusing(number));
      tell(number, "refused: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void require(SignedLetter order, long number, Letters letters) {
    if (!order.box().equals(ends.names().box())) {
      throw new SyncException("it is for box %s".formatted(order.box()));
    }
    if (order.number() != number || order.after() != letters.orderAccepted()) {
      throw new SyncException(
          "it is number %d after %d, expected number %d after %d: it is out of order"
              .formatted(order.number(), order.after(), number, letters.orderAccepted()));
    }
  }

  private void tell(long number, String what) {
    LOG.info("order {} is {}", number, what);
    ends.here().events().append(new Event(clock.instant(), "order", Long.toString(number), what));
  }
}
