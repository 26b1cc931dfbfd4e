package org.petrascope.scan;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fault and what must become of a scan that suffers it.
 *
 * @param plan the faults of the simulated camera
 * @param reason what the operator must be told
 */
record FaultRow(
    String fault, String plan, Bed bed, int lines, Deed deed, Toll toll, String reason) {
  private static final int LINES = 200;

  /** Long enough for two seconds away, at few lines a second. */
  private static final int LINES_SLOW = 260;

  private static final String NOTHING_AFTER = ",muteAt=" + (LINES + 1);

  /** The stations: many lines a second; few, for faults that last; one without patience. */
  enum Bed {
    FAST(200, CameraKeeper.PATIENCE),
    SLOW(50, CameraKeeper.PATIENCE),
    IMPATIENT(100, Duration.ofSeconds(1));

    private final double rateHz;
    private final Duration patience;

    Bed(double rateHz, Duration patience) {
      this.rateHz = rateHz;
      this.patience = patience;
    }

    double rateHz() {
      return rateHz;
    }

    Duration patience() {
      return patience;
    }
  }

  /** What the test does by itself in mid-scan. */
  enum Deed {
    NONE,
    KILL_AND_RESTART,
    KILL,
    SHRINK_PACKETS
  }

  /** Which lines are lost. */
  enum Toll {
    NOTHING,
    FIRST_AFTER_PAUSE,
    ANY,
    DAMAGED,
    OUTAGE,
    REST
  }

  static List<FaultRow> all() {
    return Stream.of(packets(), frames(), pauses(), outages(), ends())
        .flatMap(List::stream)
        .toList();
  }

  private static List<FaultRow> packets() {
    return List.of(
        fast("2 % packet loss", "drop=0.02,seed=21", Toll.NOTHING, ""),
        fast("5 % loss, half of resends lost", "drop=0.05,dropResend=0.5,seed=22", Toll.ANY, ""),
        fast("reordering", "reorder=0.1,seed=23", Toll.NOTHING, ""),
        fast("duplicates", "dup=0.1,seed=24", Toll.NOTHING, ""),
        new FaultRow(
            "MTU smaller in mid-scan",
            "",
            Bed.FAST,
            LINES,
            Deed.SHRINK_PACKETS,
            Toll.REST,
            "packets did not come in time"),
        fast("MTU smaller from the start", "mtu=600", Toll.NOTHING, ""));
  }

  private static List<FaultRow> frames() {
    return List.of(
        damaged("truncated frames", "truncate=0.05,seed=25", "packets did not come in time"),
        damaged("wrong pixel format", "wrongFormat=0.05,seed=26", "pixel format is 0x"),
        damaged("wrong size", "wrongHeight=0.05,seed=27", "frame is 32 x 149, expected 32 x 150"),
        fast("lost frames", "dropFrame=0.05,seed=28", Toll.ANY, Capture.NEVER_CAME));
  }

  private static List<FaultRow> pauses() {
    String why = Capture.AFTER_PAUSE;
    return List.of(
        fast("stall of 0.1 s", "stallAt=80,stallMs=100", Toll.NOTHING, ""),
        fast("stall of 1 s", "stallAt=80,stallMs=1000", Toll.FIRST_AFTER_PAUSE, why),
        fast("stall of 5 s", "stallAt=80,stallMs=5000", Toll.FIRST_AFTER_PAUSE, why));
  }

  private static List<FaultRow> outages() {
    return List.of(
        outage("heartbeat acknowledgements lost", "noHeartbeatAckAt=40", 450, "no longer obeys us"),
        new FaultRow(
            "killed, back after 2 s",
            "",
            Bed.SLOW,
            LINES_SLOW,
            Deed.KILL_AND_RESTART,
            Toll.OUTAGE,
            "no longer answers"),
        outage("link down for 2 s", "vanishAt=40,vanishMs=2000", LINES_SLOW, "no longer answers"),
        outage(
            "another program takes control for 2 s",
            "takenAt=40,takenMs=2000",
            LINES_SLOW,
            "controlled by another program, which took it from us"));
  }

  private static List<FaultRow> ends() {
    return List.of(
        end("killed for good", "", Deed.KILL, "it was not back"),
        end(
            "another program takes control for good",
            "takenAt=40",
            Deed.NONE,
            "is controlled by another program"));
  }

  private static FaultRow fast(String fault, String plan, Toll toll, String reason) {
    return new FaultRow(fault, plan, Bed.FAST, LINES, Deed.NONE, toll, reason);
  }

  private static FaultRow damaged(String fault, String plan, String reason) {
    return fast(fault, plan + NOTHING_AFTER, Toll.DAMAGED, reason);
  }

  private static FaultRow outage(String fault, String plan, int lines, String reason) {
    return new FaultRow(fault, plan, Bed.SLOW, lines, Deed.NONE, Toll.OUTAGE, reason);
  }

  private static FaultRow end(String fault, String plan, Deed deed, String reason) {
    return new FaultRow(fault, plan, Bed.IMPATIENT, LINES_SLOW, deed, Toll.REST, reason);
  }

  @Override
  public String toString() {
    return fault;
  }
}
