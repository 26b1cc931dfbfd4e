package org.petrascope.camera;

/**
 * Counters of a stream since its start. {@code complete + incomplete + lost} is the highest frame
 * id seen.
 *
 * @param underruns frames the driver had no buffer for
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
    String transport) {}
