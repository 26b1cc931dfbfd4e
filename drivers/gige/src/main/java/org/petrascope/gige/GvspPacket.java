package org.petrascope.gige;

/** Sizes of a GigE Vision stream packet. */
final class GvspPacket {
  /** What a packet carries besides image bytes: IP (20), UDP (8) and GVSP (8) headers. */
  static final int OVERHEAD_BYTES = 36;

  private GvspPacket() {}

  /** Packets that these image bytes travel in. */
  static int count(long bytes, int payloadBytes) {
    return Math.toIntExact((bytes + payloadBytes - 1) / payloadBytes);
  }
}
