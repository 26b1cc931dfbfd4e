package org.petrascope.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.PrivateKey;
import java.util.OptionalLong;
import org.petrascope.remote.Content;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.Outcome;
import org.petrascope.remote.Pace;

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
    long number =
        1
            + store.list(names.orders()).stream()
                .map(RemoteNames::numberOf)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .max()
                .orElse(0);
    byte[] order = new SignedLetter(box, number, after, body).sealed(key);
    return switch (store.put(names.order(number), Content.of(order), Pace.FREE)) {
      case Outcome.Stored stored -> number;
      case Outcome.Deferred deferred -> throw new SyncException(deferred.reason());
      case Outcome.Refused refused -> throw new SyncException(refused.reason());
    };
  }
}
