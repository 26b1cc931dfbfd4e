package org.petrascope.gige;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.petrascope.camera.Outcome;
import org.petrascope.camera.Statistics;

/** Counts what a stream has reported. Written by the taking thread, read by any. */
final class StreamCounters {
  private final AtomicLong complete = new AtomicLong();
  private final AtomicLong incomplete = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong packetsMissing = new AtomicLong();
  private final AtomicLong packetsResent = new AtomicLong();
  private final AtomicLong underruns = new AtomicLong();

  /** Counts an outcome at the moment it is handed to the taker. */
  Outcome reported(Outcome outcome) {
    switch (outcome) {
      case Outcome.Complete _ -> complete.incrementAndGet();
      case Outcome.Incomplete damaged -> {
        incomplete.incrementAndGet();
        packetsMissing.addAndGet(damaged.packetsMissing());
      }
      case Outcome.Lost gap -> lost.addAndGet(gap.count());
      case Outcome.TimedOut _, Outcome.Gone _ -> {}
    }
    return outcome;
  }

  void packetsResent(long total) {
    packetsResent.set(total);
  }

  void underruns(long frames) {
    underruns.addAndGet(frames);
  }

  Statistics statistics(String transport, OptionalLong triggersMissed) {
    return new Statistics(
        complete.get(),
        incomplete.get(),
        lost.get(),
        packetsMissing.get(),
        packetsResent.get(),
        underruns.get(),
        triggersMissed,
        transport);
  }
}
