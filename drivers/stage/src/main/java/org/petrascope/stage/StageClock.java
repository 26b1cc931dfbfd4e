package org.petrascope.stage;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The time that a simulated stage lives in. May be used by any thread. */
public interface StageClock {
  /** The time of this machine. */
  StageClock REAL =
      new StageClock() {
        @Override
        public long nowNs() {
          return System.nanoTime();
        }

        @Override
        public void pass(Duration time) {
          LockSupport.parkNanos(time.toNanos());
        }
      };

  long nowNs();

  /** Waits about so long. */
  void pass(Duration time);
}
