package org.petrascope.scan;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.petrascope.camera.Trigger;
import org.petrascope.simulator.Fault;
import org.petrascope.simulator.FaultPlan;

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

  private static final String LATE = "packets did not come in time";
  private static final String NOTHING_AFTER = ",muteAt=" + (LINES + 1);

  /**
   * The stations, which suffer side by side: some with many lines a second, some with few for
   * faults that last, one whose camera is slower than it states, one on an encoder, one without
   * patience, one over a stage.
   */
  enum Bed {
    PACKETS(200),
    FRAMES(200),
    PAUSES(200),
    ENCODER(200, Trigger.ENCODER, CameraKeeper.PATIENCE, ""),
    OUTAGES(50),
    TAKEOVERS(50),
    OFF_RATE(50, Trigger.FREE_RUNNING, Duration.ofSeconds(20), "slowPpm=10000"),
    IMPATIENT(100, Trigger.FREE_RUNNING, Duration.ofSeconds(1), ""),
    STAGE(80, Trigger.FREE_RUNNING, Duration.ofSeconds(1), "");

    private final double rateHz;
    private final Trigger trigger;
    private final Duration patience;
    private final String habit;

    Bed(double rateHz) {
      this(rateHz, Trigger.FREE_RUNNING, CameraKeeper.PATIENCE, "");
    }

    Bed(double rateHz, Trigger trigger, Duration patience, String habit) {
      this.rateHz = rateHz;
      this.trigger = trigger;
      this.patience = patience;
      this.habit = habit;
    }

    double rateHz() {
      return rateHz;
    }

    /** Lines a second that the camera really takes. */
    double realRateHz() {
      return rateHz / (1 + FaultPlan.parse(habit).amount(Fault.SLOW_PPM) / 1e6);
    }

    Trigger trigger() {
      return trigger;
    }

    Duration patience() {
      return patience;
    }

    /** A fault that the camera always has. */
    String habit() {
      return habit;
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
    TICKS,
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
        packet("2 % packet loss", "drop=0.02,seed=21", Toll.NOTHING, ""),
        packet("5 % loss, half of resends lost", "drop=0.05,dropResend=0.5,seed=22", Toll.ANY, ""),
        packet(
            "2 % loss, all resends of some frames lost",
            "drop=0.02,hopeless=0.05,seed=29" + NOTHING_AFTER, Toll.DAMAGED, LATE),
        packet("reordering", "reorder=0.1,seed=23", Toll.NOTHING, ""),
        packet("duplicates", "dup=0.1,seed=24", Toll.NOTHING, ""),
        packet("MTU smaller from the start", "mtu=600", Toll.NOTHING, ""));
  }

  private static List<FaultRow> frames() {
    return List.of(
        damaged("truncated frames", "truncate=0.05,seed=25", LATE),
        damaged("wrong pixel format", "wrongFormat=0.05,seed=26", "pixel format is 0x"),
        damaged("wrong size", "wrongHeight=0.05,seed=27", "frame is 32 x 149, expected 32 x 150"),
        frame("lost frames", "dropFrame=0.05,seed=28", Toll.ANY, Capture.NEVER_CAME),
        new FaultRow(
            "ticks of the encoder too early",
            "missTrigger=0.05,seed=30",
            Bed.ENCODER,
            LINES,
            Deed.NONE,
            Toll.TICKS,
            Capture.TICK_MISSED));
  }

  private static List<FaultRow> pauses() {
    String why = Capture.AFTER_PAUSE;
    return List.of(
        pause("stall of 0.1 s", "stallAt=80,stallMs=100", Toll.NOTHING, ""),
        pause("stall of 1 s", "stallAt=80,stallMs=1000", Toll.FIRST_AFTER_PAUSE, why),
        pause("stall of 5 s", "stallAt=80,stallMs=5000", Toll.FIRST_AFTER_PAUSE, why));
  }

  private static List<FaultRow> outages() {
    return List.of(
        outage(Bed.OUTAGES, Deed.SHRINK_PACKETS, "MTU shrinks mid-scan", "", "MTU of lo is"),
        new FaultRow(
            "heartbeat acknowledgements lost",
            "noHeartbeatAckAt=40",
            Bed.TAKEOVERS,
            450,
            Deed.NONE,
            Toll.OUTAGE,
            "no longer obeys us"),
        outage(
            Bed.OUTAGES, Deed.KILL_AND_RESTART, "killed, back after 2 s", "", "no longer answers"),
        outage(
            Bed.OUTAGES,
            Deed.NONE,
            "link down for 2 s",
            "vanishAt=40,vanishMs=2000",
            "no longer answers"),
        new FaultRow(
            "link down for 10 s, line rate 1 % lower than stated",
            "vanishAt=40,vanishMs=10000",
            Bed.OFF_RATE,
            740,
            Deed.NONE,
            Toll.OUTAGE,
            "no longer answers"),
        outage(
            Bed.TAKEOVERS,
            Deed.NONE,
            "another program takes control for 2 s",
            "takenAt=40,takenMs=2000",
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

  private static FaultRow packet(String fault, String plan, Toll toll, String reason) {
    return new FaultRow(fault, plan, Bed.PACKETS, LINES, Deed.NONE, toll, reason);
  }

  private static FaultRow frame(String fault, String plan, Toll toll, String reason) {
    return new FaultRow(fault, plan, Bed.FRAMES, LINES, Deed.NONE, toll, reason);
  }

  private static FaultRow damaged(String fault, String plan, String reason) {
    return frame(fault, plan + NOTHING_AFTER, Toll.DAMAGED, reason);
  }

  private static FaultRow pause(String fault, String plan, Toll toll, String reason) {
    return new FaultRow(fault, plan, Bed.PAUSES, LINES, Deed.NONE, toll, reason);
  }

  private static FaultRow outage(Bed bed, Deed deed, String fault, String plan, String reason) {
    return new FaultRow(fault, plan, bed, LINES_SLOW, deed, Toll.OUTAGE, reason);
  }

  private static FaultRow end(String fault, String plan, Deed deed, String reason) {
    return new FaultRow(fault, plan, Bed.IMPATIENT, LINES_SLOW, deed, Toll.REST, reason);
  }

  @Override
  public String toString() {
    return fault;
  }
}
