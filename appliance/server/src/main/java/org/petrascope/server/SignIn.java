package org.petrascope.server;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.Account;
import org.petrascope.store.Store;

/**
 * Lets people in who know their secret. Secrets are compared one at a time, so that guessing never
 * takes more than one core from a scan. May be used by any thread.
 */
final class SignIn {
  /** All names that are no account count as one. */
  private static final String NO_ACCOUNT = "";

  private final Store store;
  private final Clock clock;
  private final SignInThrottle throttle;
  private final ReentrantLock comparing = new ReentrantLock();

  SignIn(Store store, Clock clock, LongSupplier nanos) {
    this.store = store;
    this.clock = clock;
    this.throttle = new SignInThrottle(nanos);
  }

  /**
   * Somebody who was let in.
   *
   * @param token what the browser shows from now on
   */
  record Admitted(Account account, String token) {}

  /** Refuses a wrong secret, and everything for a while when there were too many. */
  Admitted admit(String name, String secret, String address) {
    comparing.lock();
    try {
      Optional<Account> account = store.accounts().find(name);
      String counted = account.map(Account::name).orElse(NO_ACCOUNT);
      Optional<Duration> wait = throttle.delay(counted, address);
      if (wait.isPresent()) {
        throw new ServerException(
            Kind.TOO_MANY,
            "too many wrong tries: wait %d s and try again".formatted(wait.get().toSeconds() + 1));
      }
      String kept = store.accounts().secret(name).orElse(SecretHash.NOBODY);
      if (!SecretHash.fits(secret, kept) || account.isEmpty()) {
        throttle.failed(counted, address);
        throw new ServerException(
            Kind.UNKNOWN_CALLER,
            "name and secret do not fit: type them again, or ask an administrator to reset the secret");
      }
      throttle.succeeded(counted, address);
      String token = Tokens.random();
      store.signIns().add(Tokens.sha256(token), name, clock.instant());
      return new Admitted(account.get(), token);
    } finally {
      comparing.unlock();
    }
  }
}
