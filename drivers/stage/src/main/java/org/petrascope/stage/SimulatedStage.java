package org.petrascope.stage;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A conveyor in memory: it moves by the clock, with ramps, and has ticks as an encoder has; a hold
 * takes it to its place of rest at once. Where it is can be asked for any time since its move
 * began. May be used by any thread.
 */
public final class SimulatedStage implements Stage {
  private static final Duration STEP = Duration.ofMillis(2);

  private final StageDescription description;
  private final double fromMm;
  private final double toMm;
  private final StageClock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private Consumer<Motion> watcher = motion -> {};
  private Motion motion;
  private boolean held;

  /**
   * A stage at rest at the beginning of its travel.
   *
   * @param fromMm beginning of the travel
   * @param toMm end of the travel
   */
  public SimulatedStage(
      StageDescription description, double fromMm, double toMm, StageClock clock) {
    if (!(fromMm < toMm)) {
      throw new IllegalArgumentException(
          "the travel of stage %s is from %s to %s mm: it must rise"
              .formatted(description.name(), fromMm, toMm));
    }
    this.description = description;
    this.fromMm = fromMm;
    this.toMm = toMm;
    this.clock = clock;
    this.motion = Motion.rest(fromMm, clock.nowNs());
  }

  /** Tells somebody how it moves now, and every time that changes, before it moves so. */
  public SimulatedStage watchedBy(Consumer<Motion> somebody) {
    lock.lock();
    try {
      watcher = somebody;
      watcher.accept(motion);
    } finally {
      lock.unlock();
    }
    return this;
  }

  private void enter(Motion next) {
    watcher.accept(next);
    motion = next;
  }

  @Override
  public StageDescription description() {
    return description;
  }

  /** Where it is at a time of its clock, in mm. */
  public double positionMm(long atNs) {
    lock.lock();
    try {
      return motion.positionMm(atNs);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public StageStatus status() {
    lock.lock();
    try {
      double s = motion.seconds(clock.nowNs());
      Ramp ramp = motion.ramp();
      double position = ramp.positionAt(s);
      StageStatus.State resting = held ? StageStatus.State.HELD : StageStatus.State.IDLE;
      return new StageStatus(
          s < ramp.seconds() ? StageStatus.State.MOVING : resting,
          position,
          ramp.speedAt(s),
          Math.round(position * description.ticksPerMm()));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void home() {
    move(fromMm, description.speedMaxMmPerS());
    awaitRest();
  }

  @Override
  public void move(double to, double speedMmPerS) {
    description.require(to, speedMmPerS);
    if (to < fromMm || to > toMm) {
      throw new StageException(
          "stage %s moves from %.1f to %.1f mm, asked for %.1f mm: correct the stage's positions in the configuration"
              .formatted(description.name(), fromMm, toMm, to));
    }
    awaitRest();
    begin(to, speedMmPerS);
  }

  private void begin(double to, double speedMmPerS) {
    lock.lock();
    try {
      long now = clock.nowNs();
      double at = motion.positionMm(now);
      enter(new Motion(at, to, speedMmPerS, description.accelerationMmPerS2(), now));
      held = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void awaitPassing(double positionMm) {
    double direction = direction();
    while (moving() && direction * (positionMm(clock.nowNs()) - positionMm) < 0) {
      clock.pass(STEP);
    }
  }

  private double direction() {
    lock.lock();
    try {
      return motion.ramp().direction();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void awaitRest() {
    while (moving()) {
      clock.pass(STEP);
    }
  }

  private boolean moving() {
    return status().state() == StageStatus.State.MOVING;
  }

  @Override
  public void hold() {
    lock.lock();
    try {
      long now = clock.nowNs();
      double s = motion.seconds(now);
      Ramp ramp = motion.ramp();
      if (s < ramp.seconds()) {
        enter(Motion.rest(ramp.stopMm(s), now));
        held = true;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    hold();
  }
}
