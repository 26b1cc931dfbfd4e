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
 * @param calls hears calls to all loopback addresses; empty if the camera is not to be discovered
 * @param selector of both
 */
record ControlSockets(DatagramChannel own, Optional<DatagramChannel> calls, Selector selector)
    implements AutoCloseable {
  private static final InetAddress LOOPBACK_BROADCAST = InetAddress.ofLiteral("127.255.255.255");

  static ControlSockets open(InetAddress address, boolean discoverable) throws IOException {
    Selector selector = Selector.open();
    try {
      DatagramChannel own = bound(address, selector);
      return new ControlSockets(
          own,
          discoverable ? Optional.of(bound(LOOPBACK_BROADCAST, selector)) : Optional.empty(),
          selector);
    } catch (IOException e) {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
      throw e;
    }
  }

  private static DatagramChannel bound(InetAddress address, Selector selector) throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      // All discoverable cameras hear the same call; an address of its own is for one alone.
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, address.equals(LOOPBACK_BROADCAST));
      channel.bind(new InetSocketAddress(address, Gvcp.PORT));
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
