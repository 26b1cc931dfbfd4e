package org.petrascope.simulator;

import java.util.concurrent.atomic.AtomicLong;

/** Counters behind {@link SentCounts}. Written by the stream thread, read by any. */
final class Tally {
  final AtomicLong acquisitions = new AtomicLong();
  final AtomicLong frames = new AtomicLong();
  final AtomicLong framesWhole = new AtomicLong();
  final AtomicLong framesLate = new AtomicLong();
  final AtomicLong packets = new AtomicLong();
  final AtomicLong packetsDropped = new AtomicLong();
  final AtomicLong packetsDuplicated = new AtomicLong();
  final AtomicLong resendRequests = new AtomicLong();
  final AtomicLong packetsResent = new AtomicLong();
  final AtomicLong packetsUnavailable = new AtomicLong();
  final AtomicLong triggersMissed = new AtomicLong();

  /** A new acquisition: everything else starts at zero. */
  void begin() {
    acquisitions.incrementAndGet();
    for (AtomicLong counter :
        new AtomicLong[] {
          frames,
          framesWhole,
          framesLate,
          packets,
          packetsDropped,
          packetsDuplicated,
          resendRequests,
          packetsResent,
          packetsUnavailable,
          triggersMissed
        }) {
      counter.set(0);
    }
  }

  SentCounts counts() {
    return new SentCounts(
        acquisitions.get(),
        frames.get(),
        framesWhole.get(),
        framesLate.get(),
        packets.get(),
        packetsDropped.get(),
        packetsDuplicated.get(),
        resendRequests.get(),
        packetsResent.get(),
        packetsUnavailable.get(),
        triggersMissed.get());
  }
}
