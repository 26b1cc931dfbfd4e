package org.petrascope.gige;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WatchdogTest {
  private static final long MS = 1_000_000;

  private long nowNs = 5_000_000_000L;
  private volatile boolean answering = true;
  private volatile boolean obeying = true;
  private volatile boolean taken;
  private final AtomicInteger questions = new AtomicInteger();
  private final Watchdog watchdog =
      new Watchdog(
          "127.0.0.9",
          500,
          new Watchdog.Device(this::answer, () -> !taken, () -> obeying),
          () -> nowNs);

  @Test
  void shortSilenceRaisesNoQuestion() {
    nowNs += 299 * MS;
    assertEquals(Optional.empty(), watchdog.nothingCame());
    assertEquals(0, questions.get());
  }

  @Test
  void silentCameraThatAnswersIsAskedAgainAfterEverySilence() {
    nowNs += 301 * MS;
    for (int question = 1; question <= 3; question++) {
      while (questions.get() < question) {
        assertEquals(Optional.empty(), watchdog.nothingCame());
        nowNs += 50 * MS;
      }
    }
    assertTrue(nowNs >= 5_900_000_000L, "asked too often");
  }

  @Test
  void silentCameraThatDoesNotAnswerIsGone() {
    answering = false;
    nowNs += 301 * MS;
    Optional<String> reason = Optional.empty();
    while (reason.isEmpty()) {
      reason = watchdog.nothingCame();
      Thread.onSpinWait();
    }
    assertEquals(
        "camera 127.0.0.9 has sent nothing for 301 ms and no longer answers: check its power and"
            + " cable",
        reason.get());
  }

  @Test
  void silentCameraThatAnswersButRefusesIsInOtherHands() {
    taken = true;
    nowNs += 301 * MS;
    Optional<String> reason = Optional.empty();
    while (reason.isEmpty()) {
      reason = watchdog.nothingCame();
      Thread.onSpinWait();
    }
    assertEquals(
        "camera 127.0.0.9 is controlled by another program, which took it from us: close it there",
        reason.get());
  }

  @Test
  void slowCamerasAreGivenSomePeriods() {
    Watchdog slow =
        new Watchdog(
            "127.0.0.9", 1, new Watchdog.Device(this::answer, () -> true, () -> true), () -> nowNs);
    nowNs += 9_900 * MS;
    assertEquals(Optional.empty(), slow.nothingCame());
    assertEquals(0, questions.get());
  }

  @Test
  void frameEndsTheSilence() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    Watchdog patient =
        new Watchdog(
            "127.0.0.9",
            500,
            new Watchdog.Device(
                () -> {
                  asked.countDown();
                  return false;
                },
                () -> true,
                () -> true),
            () -> nowNs);
    nowNs += 400 * MS;
    assertEquals(Optional.empty(), patient.nothingCame());
    asked.await();
    assertEquals(Optional.empty(), patient.frameCame());
    assertEquals(Optional.empty(), patient.nothingCame());
  }

  @Test
  void lostControlIsNoticedInSilenceAtOnceAndInTheFlowWithinASecond() {
    obeying = false;
    assertEquals(Optional.empty(), watchdog.frameCame());
    nowNs += 1000 * MS;
    assertTrue(watchdog.frameCame().isPresent());
    assertTrue(watchdog.nothingCame().isPresent());
  }

  private boolean answer() {
    questions.incrementAndGet();
    return answering;
  }
}
