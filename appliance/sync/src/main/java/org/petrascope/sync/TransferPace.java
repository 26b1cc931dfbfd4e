package org.petrascope.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.petrascope.remote.Pace;

/** The pace of one transfer: within the bandwidth, set aside when it may not go on. */
final class TransferPace implements Pace {
  private final TokenBucket bandwidth;
  private final BooleanSupplier stopping;
  private final LongPredicate mayGoOn;
  private long bytes;
  private boolean setAside;

  /**
   * @param stopping whether sending ends in the middle of a part
   * @param mayGoOn asked between parts, with the bytes sent until then
   */
  TransferPace(TokenBucket bandwidth, BooleanSupplier stopping, LongPredicate mayGoOn) {
    this.bandwidth = bandwidth;
    this.stopping = stopping;
    this.mayGoOn = mayGoOn;
  }

  @Override
  public void spend(int count) {
    if (stopping.getAsBoolean()) {
      setAside = true;
      throw new UncheckedIOException(new IOException("sending was stopped"));
    }
    bytes += count;
    try {
      bandwidth.spend(count);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      setAside = true;
      throw new UncheckedIOException(new IOException("sending was interrupted", e));
    }
  }

  @Override
  public boolean goOn() {
    setAside = stopping.getAsBoolean() || !mayGoOn.test(bytes);
    return !setAside;
  }

  /** Given to the link until now. */
  long bytes() {
    return bytes;
  }

  boolean wasSetAside() {
    return setAside;
  }
}
