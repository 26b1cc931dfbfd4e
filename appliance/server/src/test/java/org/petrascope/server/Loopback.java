package org.petrascope.server;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;

/** Finds loopback addresses on which no camera listens. */
final class Loopback {
  private static final int GVCP_PORT = 3956;
  private static final int TRIES = 50;

  private Loopback() {}

  static String free() {
    long pid = ProcessHandle.current().pid();
    for (int i = 1; i <= TRIES; i++) {
      String address = "127.%d.%d.%d".formatted(100 + pid / 250 % 100, pid % 250, i);
      try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(address, GVCP_PORT))) {
        return address;
      } catch (SocketException e) {
        // taken: the next one may be free
      }
    }
    throw new AssertionError("no loopback address has port " + GVCP_PORT + " free");
  }
}
