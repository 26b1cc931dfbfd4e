package org.petrascope.server;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Sends live events to every open page (server-sent events). Any thread publishes and never waits:
 * a listener that does not keep up is cut off, and its browser reconnects and asks for the state
 * anew. Each listener is served by its request's thread.
 */
final class EventHub implements AutoCloseable {
  private static final int EVENTS_WAITING_MAX = 512;
  private static final int LISTENERS_MAX = 64;
  private static final long HEARTBEAT_S = 10;
  private static final byte[] HEARTBEAT = ": alive\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] GREETING = "retry: 1000\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = new byte[0];

  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private static final class Listener {
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(EVENTS_WAITING_MAX);
    private volatile boolean cutOff;
  }

  /** Whether anybody listens, so that costly events need not be made for nobody. */
  boolean heard() {
    return !listeners.isEmpty();
  }

  /** Sends an event of this name to everybody. */
  void publish(String name, Object data) {
    if (listeners.isEmpty()) {
      return;
    }
    byte[] event =
        ("event: "
                + name
                + "\ndata: "
                + new String(Json.bytes(data), StandardCharsets.UTF_8)
                + "\n\n")
            .getBytes(StandardCharsets.UTF_8);
    for (Listener listener : listeners) {
      if (!listener.waiting.offer(event)) {
        listener.cutOff = true;
      }
    }
  }

  /** Serves one listener until it leaves, is signed out, falls behind or the hub closes. */
  void listen(ServerRequest request, ServerResponse response) {
    if (listeners.size() >= LISTENERS_MAX) {
      throw new ServerException(
          ServerException.Kind.UNAVAILABLE,
          "%d pages listen already, no more are served: close one".formatted(LISTENERS_MAX));
    }
    response
        .header("Content-Type", "text/event-stream")
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no");
    Listener listener = new Listener();
    listeners.add(listener);
    try (OutputStream out = response.outputStream()) {
      write(out, GREETING);
      pump(listener, out, request.context().get(Admission.class).orElse(() -> true));
    } catch (IOException | UncheckedIOException e) {
      // The page was closed: nothing is lost, it asks for the state when it comes back.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      listeners.remove(listener);
    }
  }

  private void pump(Listener listener, OutputStream out, Admission admission)
      throws IOException, InterruptedException {
    while (true) {
      byte[] event = listener.waiting.poll(HEARTBEAT_S, TimeUnit.SECONDS);
      if (closed || listener.cutOff || !admission.holds()) {
        return;
      }
      write(out, event == null ? HEARTBEAT : event);
    }
  }

  private static void write(OutputStream out, byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  @Override
  public void close() {
    closed = true;
    for (Listener listener : listeners) {
      listener.cutOff = true;
      listener.waiting.clear();
      listener.waiting.offer(END);
    }
  }
}
