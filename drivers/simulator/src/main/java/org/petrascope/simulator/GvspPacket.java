package org.petrascope.simulator;

import java.nio.ByteBuffer;

/**
 * Writes packets of the GigE Vision Stream Protocol (GigE Vision 2.0, part 3) with 16-bit block
 * ids. A frame is a leader, its payload packets and a trailer, numbered from 0. Static: any thread.
 */
final class GvspPacket {
  static final int HEADER_BYTES = 8;

  /** Frame ids run from 1 to this and start again at 1. */
  static final int FRAME_ID_MAX = 65_535;

  static final int LEADER = 1;
  static final int TRAILER = 2;
  static final int PAYLOAD = 3;

  private static final short IMAGE = 1;

  private GvspPacket() {}

  /** The 16-bit id of the frame with this number, counted from 1. */
  static int frameId(long number) {
    return (int) ((number - 1) % FRAME_ID_MAX) + 1;
  }

  static void leader(SentFrame frame, ByteBuffer out) {
    header(frame, LEADER, 0, out);
    Region region = frame.format().region();
    out.putShort((short) 0).putShort(IMAGE);
    out.putLong(frame.timestampNs());
    out.putInt(frame.leaderFormat().code());
    out.putInt(region.width()).putInt(frame.leaderHeight());
    out.putInt(region.offsetX()).putInt(region.offsetY());
    out.putShort((short) 0).putShort((short) 0);
  }

  static void payload(SentFrame frame, int packet, ByteBuffer out) {
    header(frame, PAYLOAD, packet, out);
    int from = (packet - 1) * frame.payloadBytes();
    out.put(frame.data(), from, Math.min(frame.payloadBytes(), frame.data().length - from));
  }

  static void trailer(SentFrame frame, ByteBuffer out) {
    header(frame, TRAILER, frame.packets() - 1, out);
    out.putShort((short) 0).putShort(IMAGE);
    out.putInt(frame.leaderHeight());
  }

  private static void header(SentFrame frame, int type, int packet, ByteBuffer out) {
    out.putShort((short) 0).putShort((short) frameId(frame.number()));
    out.putInt(type << 24 | packet);
  }
}
