package org.petrascope.gige;

import java.time.Duration;
import java.util.OptionalLong;
import org.petrascope.camera.CameraException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Triggers that came too early for a line, as the camera counts them. Read again by the taking
 * thread, told to any.
 */
final class TriggerCounter {
  private static final Logger LOG = LoggerFactory.getLogger(TriggerCounter.class);

  /** Asking costs a round trip, so it is not done with every frame. */
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final AravisDevice device;
  private final String feature;
  private long before;
  private long askedNs;
  private volatile long missed;

  /**
   * @param feature empty if the camera does not count
   */
  TriggerCounter(AravisDevice device, String feature) {
    this.device = device;
    this.feature = feature;
  }

  /** Counts from now on; the camera may have counted before. */
  void begin() {
    if (counts()) {
      before = device.integer(feature);
      askedNs = System.nanoTime();
    }
  }

  /** A frame came, so the camera answers: asks it when it is time. */
  void frameCame() {
    if (counts() && System.nanoTime() - askedNs > PERIOD.toNanos()) {
      ask();
    }
  }

  void ask() {
    if (!counts()) {
      return;
    }
    askedNs = System.nanoTime();
    try {
      long count = device.integer(feature);
      if (count < before) {
        before = 0; // Some cameras count from 0 with every acquisition.
      }
      missed = count - before;
    } catch (CameraException e) {
      LOG.warn("missed triggers stay at {}: {}", missed, e.getMessage());
    }
  }

  /** As many as the camera has counted until now. */
  OptionalLong missedNow() {
    ask();
    return missed();
  }

  OptionalLong missed() {
    return counts() ? OptionalLong.of(missed) : OptionalLong.empty();
  }

  private boolean counts() {
    return !feature.isEmpty();
  }
}
