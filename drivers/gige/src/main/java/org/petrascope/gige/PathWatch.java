package org.petrascope.gige;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Notices that the path from the camera carries its large packets no more: the leaders of frames
 * are small and come, what follows them never does, so that every frame begins and none becomes
 * whole. Used by the taking thread alone.
 */
final class PathWatch {
  /** So many frames in succession of which only the leader came are no mishap. */
  static final int FRAMES = 8;

  private static final int IP_UDP_BYTES = 28;

  private final LongSupplier failures;
  private final LongSupplier packetsMissing;
  private final int payloadPackets;
  private boolean inSuccession;
  private long failuresBefore;
  private long missingBefore;

  /**
   * @param failures counts frames that did not come whole
   * @param packetsMissing counts their packets from the first that is missing on
   * @param payloadPackets of a frame, leader and trailer not counted
   */
  PathWatch(LongSupplier failures, LongSupplier packetsMissing, int payloadPackets) {
    this.failures = failures;
    this.packetsMissing = packetsMissing;
    this.payloadPackets = payloadPackets;
  }

  /** A frame came with all its packets. */
  void frameCame() {
    inSuccession = false;
  }

  /**
   * Packets came that belong to no frame of now, as resends that come too late: the counters count
   * them as frames, and large ones do come.
   */
  void strayCame() {
    inSuccession = false;
  }

  /** A frame lacks packets; whether the path is narrower than the packets by now. */
  boolean isNarrow() {
    long failed = failures.getAsLong();
    long missing = packetsMissing.getAsLong();
    if (!inSuccession) {
      inSuccession = true;
      failuresBefore = failed;
      missingBefore = missing;
    }
    long frames = failed - failuresBefore;
    // The two counters are read one after the other: a frame may end in between.
    return frames > FRAMES && missing - missingBefore >= (frames - 1) * payloadPackets;
  }

  /** What the operator has to know and to do, where packets of so many IP bytes do not pass. */
  static String reason(
      GigeAddress camera, int packetBytes, Optional<GigeAddress.Link> ourInterface) {
    String what =
        "packets of %d bytes from camera %s no longer come through, smaller ones do"
            .formatted(packetBytes, camera);
    if (ourInterface.isEmpty()) {
      return what + ": see with ip link which MTU our interface has";
    }
    GigeAddress.Link link = ourInterface.get();
    return link.mtu() < packetBytes
        ? "%s: MTU of %s is %d, mend it with ip link set dev %s mtu %d"
            .formatted(what, link.name(), link.mtu(), link.name(), packetBytes)
        : "%s: MTU of %s is %d, so the path between carries less: let the switch carry jumbo frames and try it with ping -M do -s %d %s"
            .formatted(what, link.name(), link.mtu(), packetBytes - IP_UDP_BYTES, camera);
  }
}
