package org.petrascope.server;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.petrascope.scan.StageReading;
import org.petrascope.stage.StageStatus;

/**
 * A station's stage as the API shows it.
 *
 * @param message one sentence when something is wrong
 * @param state idle, moving, held or alarm; null while it is not connected, as what follows
 * @param ticks of its encoder, or steps of its motor
 */
record StageView(
    String name,
    boolean connected,
    String message,
    @Nullable String state,
    @Nullable Double positionMm,
    @Nullable Double speedMmPerS,
    @Nullable Long ticks) {
  static StageView of(StageReading reading) {
    if (reading.status().isEmpty()) {
      return new StageView(reading.name(), false, reading.message(), null, null, null, null);
    }
    StageStatus status = reading.status().get();
    return new StageView(
        reading.name(),
        true,
        reading.message(),
        status.state().name().toLowerCase(Locale.ROOT),
        status.positionMm(),
        status.speedMmPerS(),
        status.ticks());
  }
}
