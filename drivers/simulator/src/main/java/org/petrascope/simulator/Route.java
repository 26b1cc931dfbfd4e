package org.petrascope.simulator;

import java.net.InetSocketAddress;

/**
 * Where and how stream packets go.
 *
 * @param destination the receiver, on loopback
 * @param packetBytes size of a packet with its IP, UDP and GVSP headers
 * @param doNotFragment whether the network must not split a packet
 */
record Route(InetSocketAddress destination, int packetBytes, boolean doNotFragment) {
  /** Bytes of the IP and UDP headers. */
  static final int IP_UDP_BYTES = 28;

  int payloadBytes() {
    return packetBytes - IP_UDP_BYTES - GvspPacket.HEADER_BYTES;
  }
}
