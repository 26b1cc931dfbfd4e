package org.petrascope.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where the appliance listens.
 *
 * @param host address to bind; 127.0.0.1 unless configured
 * @param port TCP port; 0 takes a free one
 * @param names host names by which browsers may call the appliance, besides its own addresses
 */
record HttpSettings(String host, int port, List<String> names, TlsChoice tls) {
  static final String HOST_DEFAULT = "127.0.0.1";
  static final int PORT_DEFAULT = 8080;

  HttpSettings {
    names = List.copyOf(names);
  }

  /** Plain HTTP. */
  HttpSettings(String host, int port, List<String> names) {
    this(host, port, names, new TlsChoice.None());
  }

  static HttpSettings on(int port) {
    return new HttpSettings(HOST_DEFAULT, port, List.of());
  }

  /** Whether nobody but this machine reaches it. */
  boolean loopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // and is told when it cannot be listened on
    }
  }

  /** Where a browser on this machine finds the page. */
  String url() {
    return url(port);
  }

  /** The same when the port is this one. */
  String url(int boundPort) {
    String reachable = host.equals("0.0.0.0") ? HOST_DEFAULT : host;
    return "%s://%s:%d/"
        .formatted(
            tls.none() ? "http" : "https",
            reachable.contains(":") ? "[" + reachable + "]" : reachable,
            boundPort);
  }
}
