package org.petrascope.server;

import io.helidon.webserver.http.HttpRules;
import java.util.Arrays;
import org.petrascope.formats.Spelling;
import org.petrascope.store.Account;
import org.petrascope.store.Role;
import org.petrascope.store.Store;

/** The API's addresses for accounts and the audit log. Requests come on their own threads. */
final class AccountRoutes {
  private static final Range LIMIT = new Range(1, 10_000);
  private static final int LIMIT_DEFAULT = 100;

  private final Store store;
  private final AccountBook book;

  AccountRoutes(Store store, AccountBook book) {
    this.store = store;
    this.book = book;
  }

  void register(HttpRules rules) {
    rules
        .get("/accounts", (q, a) -> list(new Exchange(q, a)))
        .post("/accounts", (q, a) -> add(new Exchange(q, a)))
        .delete("/accounts/{account}", (q, a) -> remove(new Exchange(q, a)))
        .post("/accounts/{account}/secret", (q, a) -> reset(new Exchange(q, a)))
        .get("/audit", (q, a) -> audit(new Exchange(q, a)));
  }

  /** An account as the API shows it: never its secret. */
  record AccountView(String name, String role, String createdAt) {
    static AccountView of(Account account) {
      return new AccountView(account.name(), account.role().word(), account.createdAt().toString());
    }
  }

  /** Something in the audit log as the API shows it. */
  record AuditView(String at, String who, String address, String action, String outcome) {}

  private record Addition(String name, Role role, String secret) {
    static Addition read(Section body) {
      return new Addition(
          body.requiredText("name"),
          body.requiredChoice("role", AccountRoutes::role, Role.TECHNICIAN),
          body.requiredText("secret"));
    }
  }

  /** The role of this name; wrong names are told the right ones. */
  static Role role(String word) {
    return Role.ofWord(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "role %s is unknown: %s"
                        .formatted(
                            word,
                            Spelling.suggestion(
                                word, Arrays.stream(Role.values()).map(Role::word).toList()))));
  }

  private void list(Exchange exchange) {
    exchange.answer(store.accounts().all().stream().map(AccountView::of).toList());
  }

  private void add(Exchange exchange) {
    Addition addition = exchange.body(Addition::read);
    exchange.answer(
        201, AccountView.of(book.add(addition.name(), addition.role(), addition.secret())));
  }

  private void remove(Exchange exchange) {
    book.remove(exchange.path("account"));
    list(exchange);
  }

  private void reset(Exchange exchange) {
    String secret = exchange.body(body -> body.requiredText("secret"));
    exchange.answer(AccountView.of(book.reset(exchange.path("account"), secret)));
  }

  private void audit(Exchange exchange) {
    exchange.answer(
        store.audit().newest(exchange.query("limit", LIMIT, LIMIT_DEFAULT)).stream()
            .map(
                entry ->
                    new AuditView(
                        entry.at().toString(),
                        entry.who(),
                        entry.address(),
                        entry.action(),
                        entry.outcome()))
            .toList());
  }
}
