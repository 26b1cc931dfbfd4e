package org.petrascope.server;

import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Filter;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What stands between the network and the API. Immutable. */
final class Protection {
  private final Filter access;
  private final @Nullable SSLContext tls;

  private Protection(Filter access, @Nullable SSLContext tls) {
    this.access = access;
    this.tls = tls;
  }

  /** Plain HTTP to callers whom this filter lets through. */
  static Protection of(Filter access) {
    return new Protection(access, null);
  }

  /** The same under TLS. */
  Protection under(SSLContext context) {
    return new Protection(access, context);
  }

  Filter access() {
    return access;
  }

  WebServerConfig.Builder protect(WebServerConfig.Builder server) {
    return tls == null ? server : server.tls(Tls.builder().sslContext(tls).build());
  }
}
