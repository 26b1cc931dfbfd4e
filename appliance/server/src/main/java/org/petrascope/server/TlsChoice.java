package org.petrascope.server;

import java.nio.file.Path;

/** With which certificate the appliance speaks TLS, if it does. */
sealed interface TlsChoice {
  /** Plain HTTP, which nobody but this machine may reach. */
  record None() implements TlsChoice {}

  /** The certificate that the box makes itself and renews. */
  record OfTheBox() implements TlsChoice {}

  /**
   * One that the administrator brings.
   *
   * @param certificate PEM, the box's own first, then those that vouch for it
   * @param key PEM, PKCS #8, not encrypted
   */
  record Brought(Path certificate, Path key) implements TlsChoice {}

  default boolean none() {
    return this instanceof None;
  }
}
