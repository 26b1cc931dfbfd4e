package org.petrascope.gige;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PathWatchTest {
  private static final int PACKETS = 5;
  private static final GigeAddress CAMERA = GigeAddress.of("127.0.0.9", "127.0.0.1");

  private long failures;
  private long missing;
  private final PathWatch path = new PathWatch(() -> failures, () -> missing, PACKETS);

  @Test
  void framesOfWhichOnlyTheLeaderComesAreANarrowPath() {
    for (int frame = 0; frame < PathWatch.FRAMES + 1; frame++) {
      assertFalse(damaged(PACKETS + 1), "frame " + frame);
    }
    assertTrue(damaged(PACKETS + 1));
  }

  @Test
  void wholeFrameBetweenDamagedOnesBeginsAnew() {
    for (int frame = 0; frame < 10 * PathWatch.FRAMES; frame++) {
      assertFalse(damaged(PACKETS + 1), "frame " + frame);
      if (frame % PathWatch.FRAMES == 0) {
        path.frameCame();
      }
    }
  }

  @Test
  void packetsOfOldFramesBetweenDamagedOnesBeginAnew() {
    for (int frame = 0; frame < 10 * PathWatch.FRAMES; frame++) {
      assertFalse(damaged(PACKETS + 1), "frame " + frame);
      if (frame % PathWatch.FRAMES == 0) {
        path.strayCame();
      }
    }
  }

  @Test
  void damagedFramesOfWhichSomethingCameAreNone() {
    for (int frame = 0; frame < 10 * PathWatch.FRAMES; frame++) {
      assertFalse(damaged(PACKETS / 2), "frame " + frame);
    }
  }

  @Test
  void reasonNamesTheMtuAndTheCommandThatMendsIt() {
    assertEquals(
        "packets of 9000 bytes from camera 127.0.0.9 no longer come through, smaller ones do: MTU of enp2s0 is 1500, mend it with ip link set dev enp2s0 mtu 9000",
        PathWatch.reason(CAMERA, 9000, Optional.of(new GigeAddress.Link("enp2s0", 1500, true))));
    assertEquals(
        "packets of 9000 bytes from camera 127.0.0.9 no longer come through, smaller ones do: MTU of enp2s0 is 9000, so the path between carries less: let the switch carry jumbo frames and try it with ping -M do -s 8972 127.0.0.9",
        PathWatch.reason(CAMERA, 9000, Optional.of(new GigeAddress.Link("enp2s0", 9000, true))));
    assertTrue(
        PathWatch.reason(CAMERA, 9000, Optional.empty())
            .endsWith("see with ip link which MTU our interface has"));
  }

  private boolean damaged(int packets) {
    failures++;
    missing += packets;
    return path.isNarrow();
  }
}
