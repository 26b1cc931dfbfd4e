package org.petrascope.stage;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stage behind a controller that speaks GRBL 1.1 on a serial port. All moves are jogs in machine
 * coordinates, so that a hold ends them without loss of position and nothing is queued behind them.
 * Threads as the contract says.
 */
public final class GrblStage implements Stage {
  private static final Duration HELLO_PATIENCE = Duration.ofMillis(800);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration HOMING_PATIENCE = Duration.ofMinutes(3);
  private static final Duration STEP = Duration.ofMillis(20);

  /** The controller needs this long to start after the port was opened, some boards more. */
  private static final int HELLOS_MAX = 6;

  private static final Pattern VERSION = Pattern.compile("\\[VER:(\\d+)\\.(\\d+)(\\w*)[^]]*]");
  private static final int SECONDS_PER_MINUTE = 60;

  private final GrblLink link;
  private final char axis;
  private final StageDescription description;
  private volatile double goingTo = Double.NaN;
  private volatile double direction;

  private GrblStage(GrblLink link, char axis, StageDescription description) {
    this.link = link;
    this.axis = axis;
    this.description = description;
  }

  /**
   * Opens the controller at a port; moves nothing.
   *
   * @param port such as {@code /dev/ttyUSB0}
   * @param axis the controller's axis that carries the core: X, Y or Z
   */
  public static GrblStage open(String port, char axis) {
    int number = "XYZ".indexOf(axis);
    if (number < 0) {
      throw new IllegalArgumentException("axis %s is unknown: use X, Y or Z".formatted(axis));
    }
    GrblLink link = GrblLink.open(port, number);
    try {
      String name = "GRBL %s at %s".formatted(version(link, port), port);
      GrblSettings settings = GrblSettings.parse(name, link.command("$$", PATIENCE));
      StageDescription description = settings.description(number);
      link.expectNoReset();
      return new GrblStage(link, axis, description);
    } catch (RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private static String version(GrblLink link, String port) {
    StageException last = new StageException("stage at %s was not asked".formatted(port));
    for (int hello = 0; hello < HELLOS_MAX; hello++) {
      try {
        return version(link.command("$I", HELLO_PATIENCE), port);
      } catch (StageException e) {
        // The board may still be starting.
        last = e;
      }
    }
    throw last;
  }

  private static String version(List<String> answer, String port) {
    for (String line : answer) {
      Matcher version = VERSION.matcher(line);
      if (version.matches()) {
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        if (major < 1 || (major == 1 && minor < 1)) {
          break;
        }
        return version.group(1) + "." + version.group(2) + version.group(3);
      }
    }
    throw new StageException(
        "stage at %s answered '%s', expected GRBL 1.1: install that firmware on the controller, or correct port"
            .formatted(port, String.join(" ", answer)));
  }

  @Override
  public StageDescription description() {
    return description;
  }

  @Override
  public StageStatus status() {
    GrblReport report = link.report();
    link.requireNoAlarm();
    StageStatus.State state = report.stageState();
    // A jog that was held is idle again at once; the contract calls it held.
    boolean stopped =
        state == StageStatus.State.IDLE
            && Double.isFinite(goingTo)
            && Math.abs(report.machineMm() - goingTo) > 2 / description.ticksPerMm();
    return new StageStatus(
        stopped ? StageStatus.State.HELD : state,
        report.machineMm(),
        report.feedMmPerMin() / SECONDS_PER_MINUTE,
        Math.round(report.machineMm() * description.ticksPerMm()));
  }

  @Override
  public void home() {
    if (!description.homes()) {
      throw new StageException(
          "stage %s has no reference switch ($22=0): move it to its zero by hand and switch it off and on"
              .formatted(description.name()));
    }
    link.command("$H", HOMING_PATIENCE);
    goingTo = Double.NaN;
  }

  @Override
  public void move(double toMm, double speedMmPerS) {
    description.require(toMm, speedMmPerS);
    awaitRest();
    double from = link.report().machineMm();
    direction = Math.signum(toMm - from);
    link.command(
        String.format(
            Locale.ROOT, "$J=G21G90G53%s%.3fF%.3f", axis, toMm, speedMmPerS * SECONDS_PER_MINUTE),
        PATIENCE);
    goingTo = toMm;
  }

  @Override
  public void awaitPassing(double positionMm) {
    await(status -> direction * (status.positionMm() - positionMm) >= 0);
  }

  @Override
  public void awaitRest() {
    await(status -> false);
  }

  /** What is waited for while the stage moves. */
  @FunctionalInterface
  private interface Until {
    boolean holds(StageStatus status);
  }

  private void await(Until until) {
    for (StageStatus status = checked();
        status.state() == StageStatus.State.MOVING && !until.holds(status);
        status = checked()) {
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  /** The status of a stage that takes moves, or why it takes none. */
  private StageStatus checked() {
    StageStatus status = status();
    if (status.state() == StageStatus.State.ALARM) {
      throw new StageException(
          description.homes()
              ? "stage %s does not know where it is: home it".formatted(description.name())
              : "stage %s is locked after an alarm: clear the way, then unlock it with $X"
                  .formatted(description.name()));
    }
    return status;
  }

  @Override
  public void hold() {
    link.realtime(GrblLink.HOLD);
  }

  @Override
  public void close() {
    try {
      hold();
    } catch (StageException e) {
      // A stage that is gone moves no more by our doing.
    } finally {
      link.close();
    }
  }
}
