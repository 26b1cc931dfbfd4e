package org.petrascope.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A bad link in front of a server on loopback: bytes pass through, and some requests, chosen from a
 * seed, meet a fault. A request begins where the client speaks after the server did.
 */
public final class FaultyLink implements AutoCloseable {
  private static final int CHUNK = 1 << 13;
  private static final int SLOW_BYTES_PER_S = 64_000;
  private static final int SLOW_BYTES_MAX = 128_000;
  private static final int OFFSET_BITS = 20;

  /** A connection that is closed with bytes unread loses the answer too. */
  private static final int DRAIN_MS = 300;

  private final LinkEntry entry;
  private final int serverPort;
  private final double share;
  private final long stallMs;
  private final SplittableRandom random;
  private final Map<LinkFault, Integer> injected = new EnumMap<>(LinkFault.class);
  private final CountDownLatch closed = new CountDownLatch(1);
  private long requests;
  private long bytesSent;

  /**
   * @param share of the requests that meet a fault
   * @param stallMs how long a stalled connection holds still
   */
  public FaultyLink(int serverPort, double share, long stallMs, long seed) throws IOException {
    this.serverPort = serverPort;
    this.share = share;
    this.stallMs = stallMs;
    this.random = new SplittableRandom(seed);
    this.entry = LinkEntry.open(this::serve);
  }

  public int port() {
    return entry.port();
  }

  /** Faults that really happened, by kind. */
  public synchronized Map<LinkFault, Integer> injected() {
    return new EnumMap<>(injected);
  }

  public synchronized int faults() {
    return injected.values().stream().mapToInt(Integer::intValue).sum();
  }

  public synchronized long requests() {
    return requests;
  }

  /** From clients to the server. */
  public synchronized long bytesSent() {
    return bytesSent;
  }

  /** Waits for that many requests in all; not if the time is over before. */
  public synchronized boolean awaitRequests(long count, long ms) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (requests < count) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      Connection connection = new Connection(client, server);
      Thread answers = Thread.ofVirtual().start(connection::answers);
      connection.requests();
      answers.join();
    } catch (IOException e) {
      // The server is down: so is the link.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Optional<Fault> begin() {
    requests++;
    notifyAll();
    if (random.nextDouble() >= share) {
      return Optional.empty();
    }
    LinkFault[] kinds = LinkFault.values();
    int offset = 1 << random.nextInt(OFFSET_BITS);
    return Optional.of(
        new Fault(
            kinds[random.nextInt(kinds.length)],
            offset + random.nextInt(offset),
            random.nextInt()));
  }

  private synchronized void happened(LinkFault kind) {
    injected.merge(kind, 1, Integer::sum);
  }

  private synchronized void sent(int bytes) {
    bytesSent += bytes;
  }

  private void pause(long ms) throws IOException {
    try {
      if (closed.await(ms, TimeUnit.MILLISECONDS)) {
        throw new IOException("the link is closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    entry.close();
  }

  /**
   * What happens to one request.
   *
   * @param offset into the request where it happens; at its end if it is shorter
   */
  private record Fault(LinkFault kind, int offset, int bits) {}

  /** One client's connection; its two directions run on their own threads. */
  private final class Connection {
    private final Socket client;
    private final Socket server;
    private Optional<Fault> fault = Optional.empty();
    private boolean answering = true;
    private boolean happened;
    private int requestBytes;
    private int slowed;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void requests() {
      pump(client, server, true);
    }

    void answers() {
      pump(server, client, false);
    }

    private void pump(Socket from, Socket to, boolean request) {
      byte[] chunk = new byte[CHUNK];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
          int pass = request ? request(chunk, n) : answer(chunk, n);
          out.write(chunk, 0, pass);
          out.flush();
          if (pass < n) {
            break;
          }
        }
      } catch (IOException e) {
        // Whoever ended it, both ends go.
      } finally {
        closeBoth();
      }
    }

    /** What becomes of a piece of a request; gives how much of it passes before the end. */
    private synchronized int request(byte[] chunk, int n) throws IOException {
      if (answering) {
        answering = false;
        happened = false;
        requestBytes = 0;
        slowed = 0;
        fault = begin();
      }
      requestBytes += n;
      if (fault.isEmpty()) {
        sent(n);
        return n;
      }
      Fault now = fault.get();
      boolean due = !happened && requestBytes >= now.offset;
      int pass =
          switch (now.kind) {
            case UNAVAILABLE, FAILING -> refuse(now);
            case CUT_REQUEST -> due ? cut(now, n) : n;
            case CORRUPT_REQUEST -> due ? corrupt(now, chunk, n) : n;
            case STALL -> due ? stall(now, n) : n;
            case SLOW -> slow(now, n);
            case CUT_ANSWER, CORRUPT_ANSWER -> n;
          };
      sent(pass);
      return pass;
    }

    /** A fault for which the request was too short happens to its answer. */
    private synchronized int answer(byte[] chunk, int n) throws IOException {
      answering = true;
      if (fault.isEmpty()) {
        return n;
      }
      Fault now = fault.get();
      return switch (now.kind) {
        case CUT_REQUEST, CUT_ANSWER -> happened ? n : cut(now, n);
        case CORRUPT_REQUEST, CORRUPT_ANSWER -> happened ? n : corrupt(now, chunk, n);
        case STALL -> happened ? n : stall(now, n);
        case SLOW -> slow(now, n);
        case UNAVAILABLE, FAILING -> n;
      };
    }

    private void count(Fault now) {
      if (!happened) {
        happened = true;
        FaultyLink.this.happened(now.kind);
      }
    }

    private int refuse(Fault now) throws IOException {
      count(now);
      String status =
          now.kind == LinkFault.UNAVAILABLE
              ? "503 Service Unavailable"
              : "500 Internal Server Error";
      client
          .getOutputStream()
          .write(
              "HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                  .formatted(status)
                  .getBytes(StandardCharsets.US_ASCII));
      client.shutdownOutput();
      client.setSoTimeout(DRAIN_MS);
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
      return 0;
    }

    private int cut(Fault now, int n) {
      count(now);
      return Math.floorMod(now.bits, n);
    }

    private int corrupt(Fault now, byte[] chunk, int n) {
      count(now);
      chunk[Math.floorMod(now.bits, n)] ^= (byte) (1 << Math.floorMod(now.bits >> 16, 8));
      return n;
    }

    private int stall(Fault now, int n) throws IOException {
      count(now);
      pause(stallMs);
      return n;
    }

    private int slow(Fault now, int n) throws IOException {
      count(now);
      if (slowed < SLOW_BYTES_MAX) {
        slowed += n;
        pause(1000L * n / SLOW_BYTES_PER_S);
      }
      return n;
    }

    private void closeBoth() {
      for (Socket socket : new Socket[] {client, server}) {
        try {
          socket.close();
        } catch (IOException e) {
          // It is gone either way.
        }
      }
    }
  }
}
