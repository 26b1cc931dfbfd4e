package org.petrascope.server;

import java.util.List;

/**
 * Where the appliance listens.
 *
 * @param host address to bind; 127.0.0.1 unless configured
 * @param port TCP port; 0 takes a free one
 * @param names host names by which browsers may call the appliance, besides its own addresses
 */
record HttpSettings(String host, int port, List<String> names) {
  static final String HOST_DEFAULT = "127.0.0.1";
  static final int PORT_DEFAULT = 8080;

  HttpSettings {
    names = List.copyOf(names);
  }

  static HttpSettings on(int port) {
    return new HttpSettings(HOST_DEFAULT, port, List.of());
  }

  /** Where a browser on this machine finds the page, when the port is this one. */
  String url(int boundPort) {
    String reachable = host.equals("0.0.0.0") ? HOST_DEFAULT : host;
    return "http://%s:%d/"
        .formatted(reachable.contains(":") ? "[" + reachable + "]" : reachable, boundPort);
  }
}
