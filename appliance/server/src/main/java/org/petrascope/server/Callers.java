package org.petrascope.server;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import org.petrascope.store.Account;
import org.petrascope.store.Store;

/** Finds out who makes a request. May be used by any thread. */
final class Callers {
  private static final String BEARER = "Bearer ";

  private final Store store;
  private final CommandToken token;
  private final Clock clock;
  private final String cookie;

  /**
   * @param cookie name of the cookie that signed-in browsers show
   */
  Callers(Store store, CommandToken token, Clock clock, String cookie) {
    this.store = store;
    this.token = token;
    this.clock = clock;
    this.cookie = cookie;
  }

  /** Empty for somebody who did not sign in, where one must. */
  Optional<Caller> of(ServerRequest request) {
    return of(request, store.signIns()::find);
  }

  /** Whether there is still one, without that being taken for something that somebody does. */
  boolean still(ServerRequest request) {
    return of(request, store.signIns()::look).isPresent();
  }

  private Optional<Caller> of(
      ServerRequest request, BiFunction<String, Instant, Optional<Account>> signIns) {
    if (fromThisMachine(request)) {
      String authorization = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
      if (authorization.startsWith(BEARER) && token.is(authorization.substring(BEARER.length()))) {
        return Optional.of(Caller.COMMAND_LINE);
      }
      if (store.accounts().none()) {
        return Optional.of(Caller.THIS_MACHINE);
      }
    }
    return shown(request)
        .flatMap(shown -> signIns.apply(Tokens.sha256(shown), clock.instant()))
        .map(account -> new Caller(account.name(), account.role()));
  }

  /** What the browser shows of its sign-in. */
  Optional<String> shown(ServerRequest request) {
    String cookies = request.headers().first(HeaderNames.COOKIE).orElse("");
    return Arrays.stream(cookies.split(";", -1))
        .map(String::strip)
        .filter(one -> one.startsWith(cookie + "="))
        .map(one -> one.substring(cookie.length() + 1))
        .findFirst();
  }

  static boolean fromThisMachine(ServerRequest request) {
    return request.remotePeer().address() instanceof InetSocketAddress peer
        && peer.getAddress() != null
        && peer.getAddress().isLoopbackAddress();
  }

  /** From where, as text without a port. */
  static String address(ServerRequest request) {
    return request.remotePeer().address() instanceof InetSocketAddress peer
            && peer.getAddress() != null
        ? peer.getAddress().getHostAddress()
        : request.remotePeer().host();
  }
}
