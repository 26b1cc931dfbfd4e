package org.petrascope.store;

/**
 * How far a box and those who look after it have come in writing to each other.
 *
 * @param eventsTold number of the last event that a letter told
 * @param sent number of the last letter that arrived
 * @param pending the letter after that, written and not known to have arrived; empty for none
 * @param orderAccepted number of the order that holds; 0 before the first
 * @param orderLooked number of the last order that was looked at, accepted or not
 * @param order what the order that holds says, as JSON; empty before the first
 */
public record Letters(
    long eventsTold,
    long sent,
    String pending,
    long orderAccepted,
    long orderLooked,
    String order) {
  /** With a letter to be sent that tells of events up to this one. */
  public Letters writing(String letter, long lastEvent) {
    return new Letters(lastEvent, sent, letter, orderAccepted, orderLooked, order);
  }

  /** With the pending letter, signed again, as the one after these that are there already. */
  public Letters readdressed(String letter, long there) {
    return new Letters(eventsTold, there, letter, orderAccepted, orderLooked, order);
  }

  /** With the pending letter arrived. */
  public Letters arrived() {
    return new Letters(eventsTold, sent + 1, "", orderAccepted, orderLooked, order);
  }

  /** With an order that holds from now on. */
  public Letters accepting(long number, String json) {
    return new Letters(eventsTold, sent, pending, number, number, json);
  }

  /** With an order that was looked at and is not followed. */
  public Letters refusing(long number) {
    return new Letters(eventsTold, sent, pending, orderAccepted, number, order);
  }
}
