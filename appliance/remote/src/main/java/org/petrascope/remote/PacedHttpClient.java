package org.petrascope.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The SDK's HTTP client, with the bodies it sends slowed to a pace, and aborted when the other side
 * takes no byte for too long: a socket has no timeout for writing. The bodies are paced behind the
 * signing, which reads them too. They do not ask whether they are welcome (Expect): the JDK's
 * connections lose the answer when they are not. One request at a time.
 */
final class PacedHttpClient implements SdkHttpClient {
  private static final int BYTES_AT_ONCE = 1 << 14;

  private final SdkHttpClient http;
  private final Duration patience;
  private final ScheduledExecutorService guard =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("stalled-sending").daemon().factory());
  private volatile Pace pace = Pace.FREE;

  PacedHttpClient(SdkHttpClient http, Duration patience) {
    this.http = http;
    this.patience = patience;
  }

  /** The pace of the requests from now on. */
  void pace(Pace next) {
    pace = next;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    if (request.contentStreamProvider().isEmpty()) {
      return new Guarded(http.prepareRequest(request), new Sending(Pace.FREE));
    }
    Sending sending = new Sending(pace);
    HttpExecuteRequest.Builder paced =
        HttpExecuteRequest.builder()
            .request(request.httpRequest().toBuilder().removeHeader("Expect").build());
    request.metricCollector().ifPresent(paced::metricCollector);
    request
        .contentStreamProvider()
        .ifPresent(body -> paced.contentStreamProvider(() -> sending.of(body.newStream())));
    return new Guarded(http.prepareRequest(paced.build()), sending);
  }

  @Override
  public void close() {
    guard.shutdownNow();
    http.close();
  }

  @Override
  public String clientName() {
    return http.clientName();
  }

  /** How a body's sending goes. Written by the thread that sends, read by the guard. */
  private static final class Sending {
    private final Pace pace;
    private volatile boolean underWay;
    private volatile long lastByteNs;

    Sending(Pace pace) {
      this.pace = pace;
    }

    InputStream of(InputStream body) {
      moved();
      underWay = true;
      return new FilterInputStream(body) {
        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
          int read = super.read(into, offset, Math.min(length, BYTES_AT_ONCE));
          underWay = false; // a pause that the pace makes is no stall
          if (read > 0) {
            pace.spend(read);
            moved();
            underWay = true;
          }
          return read;
        }
      };
    }

    private void moved() {
      lastByteNs = System.nanoTime();
    }

    boolean stalled(Duration patience) {
      return underWay && System.nanoTime() - lastByteNs > patience.toNanos();
    }
  }

  private final class Guarded implements ExecutableHttpRequest {
    private final ExecutableHttpRequest request;
    private final Sending sending;

    Guarded(ExecutableHttpRequest request, Sending sending) {
      this.request = request;
      this.sending = sending;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      long everyMs = Math.max(1, patience.toMillis() / 4);
      ScheduledFuture<?> watch =
          guard.scheduleWithFixedDelay(
              this::abortWhenStalled, everyMs, everyMs, TimeUnit.MILLISECONDS);
      try {
        return request.call();
      } catch (RuntimeException e) {
        // A changed bit can make any answer: what the parsers of headers throw is the link's fault.
        throw new IOException("the answer is not HTTP: " + e.getMessage(), e);
      } finally {
        watch.cancel(false);
      }
    }

    private void abortWhenStalled() {
      if (sending.stalled(patience)) {
        request.abort();
      }
    }

    @Override
    public void abort() {
      request.abort();
    }
  }
}
