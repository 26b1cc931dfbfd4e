package org.petrascope.server;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.store.AuditEntry;
import org.petrascope.store.Role;
import org.petrascope.store.Store;
import org.petrascope.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request through when its caller may do what it asks, and remembers everything that was
 * done or tried and is more than reading. While nobody has an account, only this machine is served.
 * Used by every request's thread.
 */
final class AccessGuard implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger(AccessGuard.class);
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Store store;
  private final Callers callers;
  private final Clock clock;

  AccessGuard(Store store, Callers callers, Clock clock) {
    this.store = store;
    this.callers = callers;
    this.clock = clock;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    String method = request.prologue().method().text();
    String path = path(request);
    boolean here = Callers.fromThisMachine(request);
    if (!here && store.accounts().none()) {
      Problems.send(
          response,
          Kind.FORBIDDEN,
          "nobody has an account here, so only this machine is served: add an administrator with petrascope account add");
      return;
    }
    Optional<Caller> caller = callers.of(request);
    caller.ifPresent(request.context()::register);
    Admission admission = () -> callers.still(request);
    request.context().register(admission);
    boolean watched = here && (path.equals("/observe/health") || path.equals("/observe/metrics"));
    if (Permissions.open(method, path) || (watched && READING.contains(method))) {
      proceed(chain, request, response);
      return;
    }
    Role needed = Permissions.needed(method, path);
    if (caller.isEmpty()) {
      Problems.send(
          response,
          Kind.UNKNOWN_CALLER,
          "nobody is signed in: sign in on the page, or run the command as the appliance's user with its --config");
    } else if (!caller.get().role().includes(needed)) {
      remember(request, caller.get().name(), Kind.FORBIDDEN.status());
      Problems.send(
          response,
          Kind.FORBIDDEN,
          "%s is a %s, this needs a %s: ask somebody who is one"
              .formatted(caller.get().name(), caller.get().role().word(), needed.word()));
    } else {
      proceed(chain, request, response);
    }
  }

  /** The whole of it: what a request calls its path is shorter once a service took it. */
  private static String path(RoutingRequest request) {
    return request.path().absolute().path();
  }

  private void proceed(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (READING.contains(request.prologue().method().text())) {
      chain.proceed();
      return;
    }
    int status = Kind.FAILED.status();
    try {
      chain.proceed();
      status = response.status().code();
    } catch (RuntimeException e) { // the boundary of the request: what comes of it is told above
      status = Failures.kind(e).status();
      throw e;
    } finally {
      remember(request, status);
    }
  }

  /** Whoever is nobody fills the log with wrong secrets alone, which the throttle counts. */
  private void remember(RoutingRequest request, int status) {
    Optional<String> who =
        request
            .context()
            .get(SignIn.Admitted.class)
            .map(admitted -> admitted.account().name())
            .or(() -> request.context().get(Caller.class).map(Caller::name));
    if (who.isPresent() || status == Kind.UNKNOWN_CALLER.status()) {
      remember(request, who.orElse("nobody"), status);
    }
  }

  /** What is done already cannot be taken back: a log that cannot be written is told elsewhere. */
  private void remember(RoutingRequest request, String who, int status) {
    String action = request.prologue().method().text() + " " + path(request);
    try {
      store
          .audit()
          .append(
              new AuditEntry(
                  clock.instant(), who, Callers.address(request), action, String.valueOf(status)));
    } catch (StoreException e) {
      LOG.error("{} by {} ({}) is not in the audit log", action, who, status, e);
    }
  }
}
