package org.petrascope.simulator;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Loopback addresses of this test run: the port is fixed, so every camera needs one of its own. */
final class TestAddress {
  private static final int TRIES_MAX = 50;
  private static final AtomicInteger NEXT = new AtomicInteger();

  private TestAddress() {}

  /** Starts a camera on a free address. */
  static SimulatedCamera start(Function<String, SimulatedCamera> start) {
    SimulatorException last = new SimulatorException("no address was tried");
    for (int i = 0; i < TRIES_MAX; i++) {
      try {
        return start.apply(next());
      } catch (SimulatorException e) {
        last = e;
      }
    }
    throw last;
  }

  private static String next() {
    long pid = ProcessHandle.current().pid();
    int n = NEXT.incrementAndGet();
    return "127.%d.%d.%d".formatted(101, 1 + (pid % 250), 1 + n % 250);
  }
}
