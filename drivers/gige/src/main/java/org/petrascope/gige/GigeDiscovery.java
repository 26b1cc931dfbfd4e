package org.petrascope.gige;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.petrascope.camera.CameraException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls into all networks of this machine and gathers the cameras that answer, also those whose own
 * address belongs to another network. Nothing else of this driver sends to more than one address.
 */
public final class GigeDiscovery {
  private static final Logger LOG = LoggerFactory.getLogger(GigeDiscovery.class);
  private static final int ALL_ONES = -1;
  private static final int ANSWER_BYTES_MAX = 576;
  private static final short REQUEST = 1;

  private GigeDiscovery() {}

  /** The devices that answer within this time, each once, in the order of their answers. */
  public static List<GigeDevice> search(Duration patience) {
    List<DatagramChannel> callers = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (network.isUp()) {
          for (InterfaceAddress address : network.getInterfaceAddresses()) {
            call(address, callers, selector);
          }
        }
      }
      return answers(selector, patience);
    } catch (IOException e) {
      throw new CameraException(
          "cameras cannot be searched for (%s): check that the network is up"
              .formatted(e.getMessage()),
          e);
    } finally {
      callers.forEach(GigeDiscovery::close);
    }
  }

  private static void call(
      InterfaceAddress address, List<DatagramChannel> callers, Selector selector)
      throws IOException {
    if (!(address.getAddress() instanceof Inet4Address host)) {
      return;
    }
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    callers.add(channel);
    channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
    channel.bind(new InetSocketAddress(host, 0));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, host);
    int own = ByteBuffer.wrap(host.getAddress()).getInt();
    int hostBits = ALL_ONES >>> address.getNetworkPrefixLength();
    // Cameras with an address of another network only hear the call to everybody.
    for (int to : new int[] {own | hostBits, ALL_ONES}) {
      send(channel, GigeDevice.address(to));
    }
  }

  private static void send(DatagramChannel channel, Inet4Address to) throws IOException {
    ByteBuffer command =
        GvcpProbe.command(
            GvcpProbe.DISCOVERY_CMD,
            GvcpProbe.Flag.ACKNOWLEDGE_BY_BROADCAST,
            ByteBuffer.allocate(0),
            REQUEST);
    try {
      channel.send(command, new InetSocketAddress(to, GigeAddress.GVCP_PORT));
    } catch (IOException e) {
      LOG.debug("{} cannot call {}: {}", channel.getLocalAddress(), to, e.getMessage());
    }
  }

  private static List<GigeDevice> answers(Selector selector, Duration patience) throws IOException {
    List<GigeDevice> found = new ArrayList<>();
    ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES_MAX);
    long deadline = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos(); left > 0; left = deadline - System.nanoTime()) {
      selector.select(Math.max(1, left / 1_000_000));
      for (SelectionKey key : selector.selectedKeys()) {
        answer.clear();
        boolean came = ((DatagramChannel) key.channel()).receive(answer) != null;
        answer.flip();
        if (came
            && GigeDevice.isIn(answer)
            && GvcpProbe.acknowledges(answer, GvcpProbe.DISCOVERY_CMD)) {
          GigeDevice device = GigeDevice.of(answer, (Inet4Address) key.attachment());
          if (found.stream().noneMatch(known -> known.address().equals(device.address()))) {
            found.add(device);
          }
        }
      }
      selector.selectedKeys().clear();
    }
    return found;
  }

  private static void close(DatagramChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("a socket of the search did not close: {}", e.getMessage());
    }
  }
}
