package org.petrascope.server;

import io.helidon.health.HealthCheck;
import io.helidon.webserver.http.HttpService;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import org.petrascope.scan.ScanVerification;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may use the appliance and how the wire is kept, wired for one store. Immutable. */
final class Security {
  private static final Logger LOG = LoggerFactory.getLogger(Security.class);

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
    LOG.info("this box is {}", store.identity().fingerprint());
    return new Security(http, store, clock, nanos);
  }

  /** Starts to listen. */
  HttpEndpoint listen(HttpService api, List<HealthCheck> checks) {
    Protection plain = Protection.of(new AccessGuard(store, callers, clock));
    Protection protection =
        http.tls().none() ? plain : plain.under(ServerKeys.of(http, store.root(), clock).context());
    return HttpEndpoint.start(http, api, checks, protection);
  }

  /** The API's addresses for signing in, for accounts and for proofs. */
  HttpService routes(ScanVerification verification) {
    SessionRoutes sessions = new SessionRoutes(store, signIn, callers, cookie);
    AccountRoutes accounts = new AccountRoutes(store, new AccountBook(store, clock));
    VerifyRoutes proofs = new VerifyRoutes(VerifyRoutes.Proofs.of(store, verification));
    return rules -> {
      sessions.register(rules);
      accounts.register(rules);
      proofs.register(rules);
    };
  }
}
