package org.petrascope.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A link to a server on loopback that ends every connection after so many bytes of answers. */
public final class ShortLink implements AutoCloseable {
  private static final int CHUNK = 1 << 13;

  private final LinkEntry entry;
  private final int serverPort;
  private final long bytesMax;
  private final AtomicLong answered = new AtomicLong();

  public ShortLink(int serverPort, long bytesMax) throws IOException {
    this.serverPort = serverPort;
    this.bytesMax = bytesMax;
    this.entry = LinkEntry.open(this::serve);
  }

  public int port() {
    return entry.port();
  }

  /** Bytes of answers that passed, over all connections. */
  public long answered() {
    return answered.get();
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      Thread.ofVirtual().start(() -> requests(client, server));
      answers(server.getInputStream(), client.getOutputStream());
    } catch (IOException e) {
      // Whoever ended it, both ends go.
    }
  }

  private static void requests(Socket client, Socket server) {
    try {
      client.getInputStream().transferTo(server.getOutputStream());
    } catch (IOException e) {
      // The other direction has ended.
    }
  }

  private void answers(InputStream from, OutputStream to) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long left = bytesMax;
    for (int n = from.read(chunk); n >= 0 && left > 0; n = from.read(chunk)) {
      int pass = (int) Math.min(n, left);
      to.write(chunk, 0, pass);
      answered.addAndGet(pass);
      left -= pass;
    }
  }

  @Override
  public void close() throws IOException {
    entry.close();
  }
}
