package org.petrascope.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;

/**
 * Where control commands arrive. Used by the control thread; closed by any.
 *
 * @param own on the camera's address alone
 * @param calls hears calls to everybody, and with them whatever reaches this machine on the port;
 *     empty if the camera is not to be discovered
 * @param selector of both
 */
record ControlSockets(DatagramChannel own, Optional<DatagramChannel> calls, Selector selector)
    implements AutoCloseable {
  static ControlSockets open(InetAddress address, boolean discoverable) throws IOException {
    Selector selector = Selector.open();
    try {
      DatagramChannel own =
          bound(new InetSocketAddress(address, Gvcp.PORT), discoverable, selector);
      return new ControlSockets(
          own,
          discoverable
              ? Optional.of(bound(new InetSocketAddress(Gvcp.PORT), true, selector))
              : Optional.empty(),
          selector);
    } catch (IOException e) {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
      throw e;
    }
  }

  private static DatagramChannel bound(InetSocketAddress address, boolean shared, Selector selector)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      // All discoverable cameras hear the same call; Java cannot bind to the address of the call.
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, shared);
      channel.bind(address);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    own.close();
    if (calls.isPresent()) {
      calls.get().close();
    }
  }
}
