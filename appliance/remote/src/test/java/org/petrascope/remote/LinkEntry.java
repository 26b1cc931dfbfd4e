package org.petrascope.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Where clients enter a link: a free port on loopback, each connection on a thread of its own. */
final class LinkEntry implements AutoCloseable {
  private final ServerSocket listening;

  private LinkEntry(ServerSocket listening) {
    this.listening = listening;
  }

  static LinkEntry open(Consumer<Socket> link) throws IOException {
    LinkEntry entry = new LinkEntry(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().name("link").start(() -> entry.accept(link));
    return entry;
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept(Consumer<Socket> link) {
    try {
      while (true) {
        Socket client = listening.accept();
        Thread.ofVirtual().start(() -> link.accept(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
