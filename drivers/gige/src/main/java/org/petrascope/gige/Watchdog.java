package org.petrascope.gige;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells a camera that is merely silent from one that is gone, well before Aravis gives up after 5
 * s. After a silence it asks the device, on a virtual thread, whether it still answers, and if so,
 * at once, whether it still obeys.
 *
 * <p>Used by the taking thread alone.
 */
final class Watchdog {
  /** How long a silent device has to answer the question whether it is there. */
  static final Duration PATIENCE = Duration.ofMillis(600);

  private static final Duration SILENCE_MIN = Duration.ofMillis(300);
  private static final int SILENT_PERIODS = 10;
  private static final Duration CONTROL_CHECK_INTERVAL = Duration.ofSeconds(1);

  private final String camera;
  private final BooleanSupplier answers;
  private final BooleanSupplier obeys;
  private final BooleanSupplier controlled;
  private final LongSupplier nanoTime;
  private final long silenceNs;
  private long lastFrameNs;
  private long lastControlCheckNs;
  private long nextQuestionNs;
  private @Nullable CompletableFuture<Boolean> question;

  Watchdog(String camera, double lineRateHz, Device device, LongSupplier nanoTime) {
    this.camera = camera;
    this.answers = device.answers();
    this.obeys = device.obeys();
    this.controlled = device.controlled();
    this.nanoTime = nanoTime;
    this.silenceNs = Math.max(SILENCE_MIN.toNanos(), (long) (SILENT_PERIODS * 1e9 / lineRateHz));
    lastFrameNs = nanoTime.getAsLong();
    lastControlCheckNs = lastFrameNs;
    nextQuestionNs = lastFrameNs + silenceNs;
  }

  /**
   * How the watchdog asks the device. {@code answers} may block; {@code obeys} is asked of a device
   * that has just answered; {@code controlled} only remembers.
   */
  record Device(BooleanSupplier answers, BooleanSupplier obeys, BooleanSupplier controlled) {}

  /** A frame came, in whatever state; says at times why the stream is over nevertheless. */
  Optional<String> frameCame() {
    lastFrameNs = nanoTime.getAsLong();
    nextQuestionNs = lastFrameNs + silenceNs;
    question = null;
    return lastFrameNs - lastControlCheckNs < CONTROL_CHECK_INTERVAL.toNanos()
        ? Optional.empty()
        : controlLost();
  }

  /** No frame came for a moment; says why the stream is over, if it is. */
  Optional<String> nothingCame() {
    Optional<String> lost = controlLost();
    return lost.isPresent() ? lost : silence(nanoTime.getAsLong());
  }

  private Optional<String> controlLost() {
    lastControlCheckNs = nanoTime.getAsLong();
    return controlled.getAsBoolean()
        ? Optional.empty()
        : Optional.of(
            "camera %s no longer obeys us: it restarted, or another program took control"
                .formatted(camera));
  }

  private Optional<String> silence(long nowNs) {
    CompletableFuture<Boolean> asked = question;
    if (asked == null && nowNs - nextQuestionNs >= 0) {
      CompletableFuture<Boolean> asking = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> asking.complete(answers.getAsBoolean()));
      question = asking;
    } else if (asked != null && asked.isDone()) {
      question = null;
      nextQuestionNs = nowNs + silenceNs;
      if (!asked.join()) {
        return Optional.of(
            "camera %s has sent nothing for %d ms and no longer answers: check its power and cable"
                .formatted(camera, (nowNs - lastFrameNs) / 1_000_000));
      }
      if (!obeys.getAsBoolean()) {
        return Optional.of(
            "camera %s is controlled by another program, which took it from us: close it there"
                .formatted(camera));
      }
    }
    return Optional.empty();
  }
}
