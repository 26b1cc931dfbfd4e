package org.petrascope.gige;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.petrascope.camera.CameraException;

/**
 * Where a camera is: its own address and the address of the interface that reaches it, so that no
 * packet leaves through another one.
 *
 * @param device the camera's IPv4 address
 * @param host the IPv4 address of our interface
 */
public record GigeAddress(Inet4Address device, Inet4Address host) {
  /** The UDP port on which every GigE Vision camera takes commands. */
  static final int GVCP_PORT = 3956;

  /** The address of a camera, reached through the interface that the routing table names. */
  public static GigeAddress of(String device) {
    Inet4Address camera = literal(device);
    try (DatagramSocket socket = new DatagramSocket()) {
      // Connecting a datagram socket sends nothing; it only asks the kernel for the route.
      socket.connect(new InetSocketAddress(camera, GVCP_PORT));
      if (socket.getLocalAddress() instanceof Inet4Address host) {
        return new GigeAddress(camera, host);
      }
    } catch (IOException e) {
      throw new CameraException(unreachable(device), e);
    }
    throw new CameraException(unreachable(device));
  }

  /** The address of a camera and of the interface to use. */
  public static GigeAddress of(String device, String host) {
    return new GigeAddress(literal(device), literal(host));
  }

  /** Our interface on the way to the camera; empty if it is gone since. */
  public Optional<Link> link() {
    try {
      NetworkInterface network = NetworkInterface.getByInetAddress(host);
      if (network == null) {
        return Optional.empty();
      }
      boolean same =
          network.getInterfaceAddresses().stream().anyMatch(address -> holds(address, device));
      return Optional.of(new Link(network.getName(), network.getMTU(), same));
    } catch (SocketException e) {
      return Optional.empty();
    }
  }

  private static boolean holds(InterfaceAddress network, Inet4Address other) {
    if (!(network.getAddress() instanceof Inet4Address own)) {
      return false;
    }
    int differing =
        ByteBuffer.wrap(own.getAddress()).getInt() ^ ByteBuffer.wrap(other.getAddress()).getInt();
    int prefix = network.getNetworkPrefixLength();
    return prefix == 0 || differing >>> (Integer.SIZE - prefix) == 0;
  }

  /**
   * An interface of this machine.
   *
   * @param mtu IP bytes of a packet that it carries
   * @param sameNetwork whether the camera's address belongs to one of its own networks
   */
  public record Link(String name, int mtu, boolean sameNetwork) {}

  InetSocketAddress gvcp() {
    return new InetSocketAddress(device, GVCP_PORT);
  }

  @Override
  public String toString() {
    return device.getHostAddress();
  }

  private static String unreachable(String device) {
    return "no interface of this machine leads to camera address %s: set an address of the same network on the camera's port"
        .formatted(device);
  }

  private static Inet4Address literal(String address) {
    try {
      return Inet4Address.ofLiteral(address);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "camera address %s is not an IPv4 address: give four numbers such as 192.168.10.20"
              .formatted(address),
          e);
    }
  }
}
