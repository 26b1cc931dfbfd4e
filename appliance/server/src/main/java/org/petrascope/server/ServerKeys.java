package org.petrascope.server;

import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The key and certificate that the server shows, the newest at every handshake: a certificate that
 * is renewed serves without a restart. May be used by any thread.
 */
final class ServerKeys extends X509ExtendedKeyManager {
  private static final String ALIAS = "appliance";

  private final Function<Instant, KeyFiles.Identity> current;
  private final Clock clock;

  private ServerKeys(Function<Instant, KeyFiles.Identity> current, Clock clock) {
    this.current = current;
    this.clock = clock;
  }

  /** As configured; what cannot be used is refused now and not at the first handshake. */
  static ServerKeys of(HttpSettings http, Path data, Clock clock) {
    ServerKeys keys =
        switch (http.tls()) {
          case TlsChoice.Brought(Path certificate, Path key) -> {
            KeyFiles.Identity brought = new KeyFiles(certificate, key).read();
            yield new ServerKeys(_ -> brought, clock);
          }
          case TlsChoice.OfTheBox _ -> {
            BoxCertificate own = BoxCertificate.in(data, http);
            yield new ServerKeys(own::at, clock);
          }
          case TlsChoice.None _ ->
              throw new IllegalArgumentException("there are no keys without TLS");
        };
    keys.identity();
    return keys;
  }

  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {this}, new TrustManager[0], new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  private KeyFiles.Identity identity() {
    return current.apply(clock.instant());
  }

  private String @Nullable [] aliases(String keyType) {
    return serves(keyType) ? new String[] {ALIAS} : null;
  }

  private boolean serves(String keyType) {
    return identity().own().getPublicKey().getAlgorithm().equals(keyType);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return aliases(keyType);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return serves(keyType) ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return serves(keyType) ? ALIAS : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return identity().chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return identity().key();
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
