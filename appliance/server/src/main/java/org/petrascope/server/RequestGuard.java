package org.petrascope.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets a request through when it was meant for this appliance, and gives every answer the security
 * headers. A page of another site can neither reach the appliance under a name of its own (DNS
 * rebinding) nor change anything (cross-site requests). Stateless; used by every request's thread.
 */
final class RequestGuard implements Filter {
  private static final Set<Method> READING = Set.of(Method.GET, Method.HEAD, Method.OPTIONS);
  private static final String CONTENT_POLICY =
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
          + " object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  /** The page uses none of what a browser could give it. */
  private static final String PERMISSIONS =
      "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()";

  /** A year, so that a browser never falls back to plain HTTP (RFC 6797). */
  private static final String STRICT_TRANSPORT = "max-age=31536000";

  private final Set<String> names;
  private final boolean tls;

  /** Names besides localhost and IP addresses by which the appliance may be called. */
  RequestGuard(HttpSettings settings) {
    tls = !settings.tls().none();
    names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.add("localhost");
    names.add(settings.host());
    names.addAll(settings.names());
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    response
        .header("Content-Security-Policy", CONTENT_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Permissions-Policy", PERMISSIONS);
    if (tls) {
      response.header("Strict-Transport-Security", STRICT_TRANSPORT);
    }
    String host = request.authority();
    if (!known(host)) {
      Problems.send(
          response,
          ServerException.Kind.FORBIDDEN,
          "the appliance does not answer to the name %s: use its address, or add the name to http.names in the configuration"
              .formatted(host));
      return;
    }
    String origin = request.headers().first(HeaderNames.ORIGIN).orElse("");
    if (!READING.contains(request.prologue().method()) && !sameSite(origin, host)) {
      Problems.send(
          response,
          ServerException.Kind.FORBIDDEN,
          "a page of %s may not change anything on this appliance: open the appliance's own page"
              .formatted(origin));
      return;
    }
    chain.proceed();
  }

  /** An IP address cannot be rebound to another machine by a name server; a name can. */
  private boolean known(String authority) {
    String host = withoutPort(authority);
    return host.startsWith("[") || host.matches("[0-9.]+") || names.contains(host);
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }

  private static boolean sameSite(String origin, String host) {
    return origin.isEmpty()
        || origin.toLowerCase(Locale.ROOT).endsWith("://" + host.toLowerCase(Locale.ROOT));
  }
}
