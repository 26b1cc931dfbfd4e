package org.petrascope.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;

/** Counts outcomes and insists that ids rise without a gap. */
final class FrameTally {
  private long complete;
  private long incomplete;
  private long lost;
  private long packetsMissing;
  private long highestId;

  private void count(Outcome outcome) {
    switch (outcome) {
      case Outcome.Complete(Frame frame) -> {
        complete++;
        follow(frame.id(), 1);
        frame.close();
      }
      case Outcome.Incomplete damaged -> {
        incomplete++;
        packetsMissing += damaged.packetsMissing();
        follow(damaged.frameId(), 1);
        assertFalse(damaged.reason().isBlank());
      }
      case Outcome.Lost gap -> {
        lost += gap.count();
        follow(gap.firstFrameId(), gap.count());
      }
      case Outcome.TimedOut _, Outcome.Gone _ -> {}
    }
  }

  private void follow(long id, long count) {
    assertEquals(highestId + 1, id, "frame id");
    highestId += count;
  }

  /** Takes until the camera is silent or gone. */
  Outcome drain(FrameStream stream) {
    while (true) {
      Outcome outcome = stream.take(Duration.ofSeconds(2));
      if (outcome instanceof Outcome.TimedOut || outcome instanceof Outcome.Gone) {
        return outcome;
      }
      count(outcome);
    }
  }

  long complete() {
    return complete;
  }

  long incomplete() {
    return incomplete;
  }

  long lost() {
    return lost;
  }

  long packetsMissing() {
    return packetsMissing;
  }

  long highestId() {
    return highestId;
  }
}
