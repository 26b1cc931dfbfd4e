package org.petrascope.server;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.Account;
import org.petrascope.store.Role;
import org.petrascope.store.Store;
import org.petrascope.store.StoreException;

/** Changes the accounts: secrets must be hard to guess and are kept as hashes alone. */
final class AccountBook {
  private final Store store;
  private final Clock clock;

  AccountBook(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * The administrator of a box that is made ready, in the data folder of an appliance that does not
   * run: added, or given this secret where the box knows one of this name from before. What is made
   * in the folder belongs to whoever runs this.
   */
  static Account administrator(Path data, Clock clock, String name, String secret) {
    try (Store store = Store.open(data, clock)) {
      AccountBook book = new AccountBook(store, clock);
      Optional<Account> known = store.accounts().find(name);
      if (known.isEmpty()) {
        return book.add(name, Role.ADMINISTRATOR, secret);
      }
      if (known.get().role() != Role.ADMINISTRATOR) {
        throw new ServerException(
            Kind.CONFLICT,
            "account %s is a %s's: name another administrator"
                .formatted(name, known.get().role().word()));
      }
      return book.reset(name, secret);
    }
  }

  Account add(String name, Role role, String secret) {
    requireGood(name, role, secret);
    Account account = new Account(name, role, clock.instant());
    unlessInTheWay(() -> store.accounts().add(account, SecretHash.of(secret)));
    return account;
  }

  Account reset(String name, String secret) {
    Account account = require(name);
    requireGood(name, account.role(), secret);
    store.accounts().reset(name, SecretHash.of(secret));
    return account;
  }

  void remove(String name) {
    require(name);
    unlessInTheWay(() -> store.accounts().remove(name));
  }

  private Account require(String name) {
    return store
        .accounts()
        .find(name)
        .orElseThrow(
            () ->
                new ServerException(
                    Kind.NOT_FOUND,
                    "account %s is not known here: list the accounts".formatted(name)));
  }

  private static void requireGood(String name, Role role, String secret) {
    Optional<String> refusal = SecretRule.refusal(name, role, secret);
    if (refusal.isPresent()) {
      throw new ServerException(
          Kind.UNUSABLE, "the secret of account %s %s".formatted(name, refusal.get()));
    }
  }

  private static void unlessInTheWay(Runnable change) {
    try {
      change.run();
    } catch (StoreException e) {
      throw new ServerException(Kind.CONFLICT, String.valueOf(e.getMessage()));
    }
  }
}
