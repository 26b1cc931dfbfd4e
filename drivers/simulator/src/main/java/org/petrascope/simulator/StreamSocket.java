package org.petrascope.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/**
 * The socket that stream packets leave from, connected to one receiver at a time because that is
 * fastest. Used by the stream thread alone, except for {@link #local()} and {@link #close()}.
 */
final class StreamSocket implements AutoCloseable {
  private static final int SEND_BUFFER_BYTES = 4 << 20;

  private final DatagramChannel channel;
  private final InetSocketAddress local;
  private Optional<Route> aimed = Optional.empty();

  private StreamSocket(DatagramChannel channel, InetSocketAddress local) {
    this.channel = channel;
    this.local = local;
  }

  /** A socket on any free port of this address. */
  static StreamSocket open(InetAddress address) throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
      channel.bind(new InetSocketAddress(address, 0));
      return new StreamSocket(channel, (InetSocketAddress) channel.getLocalAddress());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  InetSocketAddress local() {
    return local;
  }

  /** Sends what remains of the buffer; false when the network refused it. */
  boolean send(Route route, ByteBuffer packet) {
    try {
      aim(route);
      channel.write(packet);
      return true;
    } catch (IOException e) {
      // Nobody listens, or the packet is too big: the receiver sees a loss, and we count it.
      return false;
    }
  }

  private void aim(Route route) throws IOException {
    if (aimed.filter(route::equals).isPresent()) {
      return;
    }
    aimed = Optional.empty();
    channel.disconnect();
    channel.setOption(ExtendedSocketOptions.IP_DONTFRAGMENT, route.doNotFragment());
    channel.connect(route.destination());
    aimed = Optional.of(route);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
