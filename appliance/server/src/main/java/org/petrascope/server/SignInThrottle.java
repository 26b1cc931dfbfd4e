package org.petrascope.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Makes guessing slow: after some failures, an account and an address must wait, each failure twice
 * as long as the one before. Bounded in memory whatever is tried. May be used by any thread.
 */
final class SignInThrottle {
  static final int FREE_TRIES = 5;

  /** So that nobody locks a technician out of the shift by typing wrong PINs. */
  static final Duration ACCOUNT_WAIT_MAX = Duration.ofMinutes(1);

  static final Duration ADDRESS_WAIT_MAX = Duration.ofMinutes(15);

  /** Addresses that are remembered; the one that tried longest ago is forgotten first. */
  static final int ADDRESSES_MAX = 1024;

  private static final int DOUBLINGS_MAX = 20;

  private final LongSupplier nanos;
  private final Map<String, Failures> accounts = new LinkedHashMap<>();
  private final Map<String, Failures> addresses = new LinkedHashMap<>();

  /**
   * @param nanos a clock that never goes back
   */
  SignInThrottle(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private record Failures(int count, long lastNs) {
    /** How long after now another try may be made; zero or less when it may. */
    long waitNs(long now, Duration max) {
      if (count < FREE_TRIES) {
        return 0;
      }
      Duration doubled = Duration.ofSeconds(1L << Math.min(count - FREE_TRIES, DOUBLINGS_MAX));
      long wait = (doubled.compareTo(max) < 0 ? doubled : max).toNanos();
      return lastNs + wait - now;
    }

    boolean forgotten(long now) {
      return now - lastNs > ADDRESS_WAIT_MAX.toNanos();
    }
  }

  /** How long somebody must wait before the next try; empty when it may be made now. */
  synchronized Optional<Duration> delay(String account, String address) {
    long now = nanos.getAsLong();
    accounts.values().removeIf(failures -> failures.forgotten(now));
    addresses.values().removeIf(failures -> failures.forgotten(now));
    long wait =
        Math.max(
            waitNs(accounts, account, ACCOUNT_WAIT_MAX),
            waitNs(addresses, address, ADDRESS_WAIT_MAX));
    return wait <= 0 ? Optional.empty() : Optional.of(Duration.ofNanos(wait));
  }

  private long waitNs(Map<String, Failures> table, String key, Duration max) {
    Failures failures = table.get(key);
    return failures == null ? 0 : failures.waitNs(nanos.getAsLong(), max);
  }

  /**
   * A wrong secret.
   *
   * @param account one that there is, so that made-up names fill no memory; else any one word
   */
  synchronized void failed(String account, String address) {
    note(accounts, account);
    note(addresses, address);
    if (addresses.size() > ADDRESSES_MAX) {
      addresses.remove(addresses.keySet().iterator().next());
    }
  }

  private void note(Map<String, Failures> table, String key) {
    Failures before = table.remove(key); // and to the end, as the newest
    table.put(key, new Failures(before == null ? 1 : before.count + 1, nanos.getAsLong()));
  }

  /** Addresses that are remembered now. */
  synchronized int addresses() {
    return addresses.size();
  }

  /** The right secret: what was wrong before is forgiven. */
  synchronized void succeeded(String account, String address) {
    accounts.remove(account);
    addresses.remove(address);
  }
}
