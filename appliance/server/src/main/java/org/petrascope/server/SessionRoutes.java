package org.petrascope.server;

import io.helidon.webserver.http.HttpRules;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.store.Account;
import org.petrascope.store.SignIns;
import org.petrascope.store.Store;

/** The API's addresses for signing in and out. Requests come on their own threads. */
final class SessionRoutes {
  private static final String PATH = "/session";

  private final Store store;
  private final SignIn signIn;
  private final Callers callers;
  private final SessionCookie cookie;

  SessionRoutes(Store store, SignIn signIn, Callers callers, SessionCookie cookie) {
    this.store = store;
    this.signIn = signIn;
    this.callers = callers;
    this.cookie = cookie;
  }

  void register(HttpRules rules) {
    rules
        .get(PATH, (q, a) -> tell(new Exchange(q, a)))
        .post(PATH, (q, a) -> enter(new Exchange(q, a)))
        .delete(PATH, (q, a) -> leave(new Exchange(q, a)));
  }

  /**
   * Who somebody is to the appliance.
   *
   * @param account null while nobody is signed in
   * @param role null while nobody is signed in
   * @param needed whether one must sign in, because somebody has an account
   * @param accounts who may sign in; told to this machine's own browser alone
   */
  record SessionView(
      @Nullable String account, @Nullable String role, boolean needed, List<String> accounts) {}

  /** Name and secret as somebody typed them. */
  private record Credentials(String account, String secret) {
    static Credentials read(Section body) {
      return new Credentials(body.requiredText("account"), body.requiredText("secret"));
    }
  }

  private void tell(Exchange exchange) {
    Optional<Caller> caller = exchange.request().context().get(Caller.class);
    exchange.answer(
        view(
            exchange,
            caller.map(Caller::name).orElse(null),
            caller.map(known -> known.role().word()).orElse(null)));
  }

  private SessionView view(Exchange exchange, @Nullable String account, @Nullable String role) {
    List<String> names =
        Callers.fromThisMachine(exchange.request())
            ? store.accounts().all().stream().map(Account::name).toList()
            : List.of();
    return new SessionView(account, role, !store.accounts().none(), names);
  }

  private void enter(Exchange exchange) {
    Credentials typed = exchange.body(Credentials::read);
    SignIn.Admitted admitted =
        signIn.admit(typed.account(), typed.secret(), Callers.address(exchange.request()));
    Account account = admitted.account();
    exchange.request().context().register(admitted);
    exchange
        .response()
        .header("Set-Cookie", cookie.holding(admitted.token(), SignIns.LONGEST.toSeconds()));
    exchange.answer(view(exchange, account.name(), account.role().word()));
  }

  private void leave(Exchange exchange) {
    callers
        .shown(exchange.request())
        .ifPresent(token -> store.signIns().remove(Tokens.sha256(token)));
    exchange.response().header("Set-Cookie", cookie.holding("", 0));
    exchange.answer(view(exchange, null, null));
  }
}
