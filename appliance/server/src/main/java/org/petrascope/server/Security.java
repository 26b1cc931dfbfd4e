package org.petrascope.server;

import java.time.Clock;
import java.util.function.LongSupplier;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.Store;

/** Who may use the appliance and how the wire is kept, wired for one store. Immutable. */
final class Security {
  private final HttpSettings http;
  private final Store store;
  private final Clock clock;
  private final Callers callers;
  private final SessionCookie cookie;
  private final SignIn signIn;

  private Security(HttpSettings http, Store store, Clock clock, LongSupplier nanos) {
    this.http = http;
    this.store = store;
    this.clock = clock;
    this.cookie = new SessionCookie(!http.tls().none());
    this.callers = new Callers(store, CommandToken.make(store.root()), clock, cookie.name());
    this.signIn = new SignIn(store, clock, nanos);
  }

  /** Refuses to be reached by others while nobody would have to sign in, or could be overheard. */
  static Security of(HttpSettings http, Store store, Clock clock, LongSupplier nanos) {
    if (!http.loopback() && store.accounts().none()) {
      throw new ServerException(
          Kind.UNUSABLE,
          "http.host %s is reached by others and nobody has an account: add an administrator with petrascope account add NAME --role administrator --data %s"
              .formatted(http.host(), store.root()));
    }
    if (!http.loopback() && http.tls().none()) {
      throw new ServerException(
          Kind.UNUSABLE,
          "http.host %s is reached by others without TLS, so secrets could be overheard: add tls: {} to http in the configuration"
              .formatted(http.host()));
    }
    return new Security(http, store, clock, nanos);
  }

  Protection protection() {
    Protection plain = Protection.of(new AccessGuard(store, callers, clock));
    return http.tls().none()
        ? plain
        : plain.under(ServerKeys.of(http, store.root(), clock).context());
  }

  SessionRoutes sessions() {
    return new SessionRoutes(store, signIn, callers, cookie);
  }

  AccountRoutes accounts() {
    return new AccountRoutes(store, new AccountBook(store, clock));
  }
}
