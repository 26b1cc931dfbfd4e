package org.petrascope.gige;

import java.util.Optional;

/**
 * Notices that the path from the camera carries its large packets no more: the leaders of frames
 * are small and come, what follows them never does. Used by the taking thread alone.
 */
final class PathWatch {
  /** So many frames in succession of which only the leader came are no mishap. */
  static final int FRAMES = 8;

  private static final int IP_UDP_BYTES = 28;

  private int inSuccession;

  /**
   * Something large came: a frame, a packet of one, or packets that belong to no frame of now, as
   * resends that come too late.
   */
  void largeCame() {
    inSuccession = 0;
  }

  /** Of a frame only the leader came; whether the path is narrower than the packets by now. */
  boolean isNarrowAfterLeader() {
    inSuccession++;
    return inSuccession > FRAMES;
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
