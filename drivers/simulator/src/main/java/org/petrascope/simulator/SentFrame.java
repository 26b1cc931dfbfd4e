package org.petrascope.simulator;

import java.nio.ByteBuffer;
import java.util.BitSet;
import org.petrascope.camera.PixelFormat;

/**
 * One place of the resend ring: a frame, what its leader says and which of its packets never left.
 * Used by the stream thread alone and over and over again.
 */
final class SentFrame {
  private static final int NONE = -1;

  private final FrameFormat format;
  private final byte[] data;
  private final int payloadBytes;
  private final int packets;
  private final BitSet unsent;
  private long number;
  private long timestampNs;
  private PixelFormat leaderFormat;
  private int leaderHeight;
  private int firstWithheld;
  private int hopeless;

  SentFrame(FrameFormat format, int payloadBytes) {
    this.format = format;
    this.payloadBytes = payloadBytes;
    data = new byte[format.bytes()];
    packets = (data.length + payloadBytes - 1) / payloadBytes + 2;
    unsent = new BitSet(packets);
    leaderFormat = format.pixelFormat();
    leaderHeight = format.region().height();
  }

  /** Takes the place for a new frame that tells the truth and of which nothing was sent. */
  void begin(long newNumber, long newTimestampNs) {
    number = newNumber;
    timestampNs = newTimestampNs;
    leaderFormat = format.pixelFormat();
    leaderHeight = format.region().height();
    firstWithheld = packets;
    hopeless = NONE;
    unsent.set(0, packets);
  }

  /** Makes the leader lie. */
  void claim(PixelFormat claimedFormat, int claimedHeight) {
    leaderFormat = claimedFormat;
    leaderHeight = claimedHeight;
  }

  /** Withholds payload packets from this one on for good, or the whole frame with 0. */
  void withholdFrom(int packet) {
    firstWithheld = packet;
  }

  /** Lets a payload packet from the middle be lost on the way, as often as it is sent. */
  void loseOne() {
    hopeless = packets / 2;
  }

  /** Whether this packet is lost on the way, as often as it is sent. */
  boolean isHopeless(int packet) {
    return packet == hopeless;
  }

  /** Whether this packet must never leave; the trailer leaves unless all is withheld. */
  boolean isWithheld(int packet) {
    return packet >= firstWithheld && (firstWithheld == 0 || packet < packets - 1);
  }

  /** Notes that a packet left; true when it was the last one missing of a frame that is true. */
  boolean left(int packet) {
    if (!unsent.get(packet)) {
      return false;
    }
    unsent.clear(packet);
    return unsent.isEmpty()
        && leaderFormat == format.pixelFormat()
        && leaderHeight == format.region().height();
  }

  /** Writes a packet, 0 for the leader, {@code packets() - 1} for the trailer. */
  void write(int packet, ByteBuffer out) {
    if (packet == 0) {
      GvspPacket.leader(this, out);
    } else if (packet < packets - 1) {
      GvspPacket.payload(this, packet, out);
    } else {
      GvspPacket.trailer(this, out);
    }
  }

  FrameFormat format() {
    return format;
  }

  /** The frame's bytes, not a copy. */
  byte[] data() {
    return data;
  }

  int payloadBytes() {
    return payloadBytes;
  }

  int packets() {
    return packets;
  }

  long number() {
    return number;
  }

  long timestampNs() {
    return timestampNs;
  }

  PixelFormat leaderFormat() {
    return leaderFormat;
  }

  int leaderHeight() {
    return leaderHeight;
  }
}
