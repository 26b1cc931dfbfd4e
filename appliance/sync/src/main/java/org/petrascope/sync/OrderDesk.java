package org.petrascope.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.PrivateKey;
import java.util.List;
import org.petrascope.remote.Content;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.Outcome;
import org.petrascope.remote.Pace;
import org.petrascope.store.Ed25519;

/** Writes orders for boxes into their store. For one thread. */
public final class OrderDesk {
  private final ObjectStore store;
  private final PrivateKey key;

  /**
   * @param key whose public half the boxes know
   */
  public OrderDesk(ObjectStore store, PrivateKey key) {
    this.store = store;
    this.key = key;
  }

  /**
   * Places an order behind all earlier ones.
   *
   * @param box identity of the box
   * @param after number of the order that holds on the box, as its last letter tells; 0 for none
   * @return its number
   */
  public long place(String box, long after, JsonNode body) {
    RemoteNames names = new RemoteNames(box);
    List<Long> placed = RemoteNames.numbers(store.list(names.orders()));
    long number = placed.isEmpty() ? 1 : placed.getLast() + 1;
    byte[] order =
        new SignedLetter(box, number, after, body).sealed(content -> Ed25519.sign(key, content));
    return switch (store.put(names.order(number), Content.of(order), Pace.FREE)) {
      case Outcome.Stored stored -> number;
      case Outcome.Deferred deferred -> throw new SyncException(deferred.reason());
      case Outcome.Refused refused -> throw new SyncException(refused.reason());
    };
  }
}
