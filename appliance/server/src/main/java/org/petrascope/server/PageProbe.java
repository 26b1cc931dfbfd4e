package org.petrascope.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks the appliance's own listener for something. Whatever it says is an answer, a refusal and the
 * alert of a listener that speaks TLS alone included: who hangs says nothing. May be used by any
 * thread.
 */
final class PageProbe implements Supplier<Optional<String>> {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final URI url;
  private final Duration patience;

  PageProbe(String url) {
    this(url, PATIENCE);
  }

  PageProbe(String url, Duration patience) {
    this.url = URI.create(url);
    this.patience = patience;
  }

  @Override
  public Optional<String> get() {
    String host = url.getHost().replaceAll("[\\[\\]]", "");
    int patienceMs = Math.toIntExact(patience.toMillis());
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, url.getPort()), patienceMs);
      socket.setSoTimeout(patienceMs);
      socket
          .getOutputStream()
          .write(
              "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      int first = socket.getInputStream().read();
      return first < 0 ? silent("closes without a word") : Optional.empty();
    } catch (SocketTimeoutException e) {
      return silent("says nothing for %d ms".formatted(patienceMs));
    } catch (IOException e) {
      return silent("cannot be reached (%s)".formatted(e.getMessage()));
    }
  }

  private Optional<String> silent(String how) {
    return Optional.of("the page at %s %s".formatted(url, how));
  }
}
