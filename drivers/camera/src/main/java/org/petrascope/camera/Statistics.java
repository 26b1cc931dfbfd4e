package org.petrascope.camera;

import java.util.OptionalLong;

/**
 * Counters of a stream since its start. {@code complete + incomplete + lost} is the highest frame
 * id seen.
 *
 * @param underruns frames the driver had no buffer for
 * @param triggersMissed triggers of the encoder that came too early for a line; empty where the
 *     camera does not count them
 * @param transport the path that is really active, such as {@code packet socket} or {@code plain
 *     socket}
 */
public record Statistics(
    long complete,
    long incomplete,
    long lost,
    long packetsMissing,
    long packetsResent,
    long underruns,
    OptionalLong triggersMissed,
    String transport) {
  /** Of a stream that counts no triggers. */
  public Statistics(
      long complete,
      long incomplete,
      long lost,
      long packetsMissing,
      long packetsResent,
      long underruns,
      String transport) {
    this(
        complete,
        incomplete,
        lost,
        packetsMissing,
        packetsResent,
        underruns,
        OptionalLong.empty(),
        transport);
  }
}
