package org.petrascope.server;

/**
 * How a browser keeps its sign-in: no script reads it, no other site sends it, and under TLS it
 * never goes anywhere in the clear (RFC 6265bis, sections 4.1.2 and 4.1.3.2).
 */
record SessionCookie(boolean secure) {
  String name() {
    return secure ? "__Host-petrascope" : "petrascope";
  }

  /** The header's value that makes a browser keep a token for so many seconds. */
  String holding(String token, long seconds) {
    return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(name(), token, seconds, secure ? "; Secure" : "");
  }
}
