package org.petrascope.scan;

import java.util.Optional;
import org.petrascope.stage.StageDescription;
import org.petrascope.stage.StageStatus;

/**
 * A station's stage as it was last seen.
 *
 * @param name of its controller; empty until it was connected once
 * @param message why it is not connected or takes no moves, with the remedy; empty while all is
 *     well
 * @param status empty while it is not connected
 */
public record StageReading(String name, String message, Optional<StageStatus> status) {
  static StageReading of(StageDescription stage, StageStatus status) {
    return new StageReading(stage.name(), trouble(stage, status), Optional.of(status));
  }

  private static String trouble(StageDescription stage, StageStatus status) {
    if (status.state() != StageStatus.State.ALARM) {
      return "";
    }
    return stage.homes()
        ? "stage %s does not know where it is: keep its way clear, the next scan homes it"
            .formatted(stage.name())
        : "stage %s is locked after an alarm: clear its way, then unlock it with $X"
            .formatted(stage.name());
  }

  /** Whether people see the same: a stage on its way is in another place at every look. */
  boolean looksLike(StageReading other) {
    return equals(other) || (moving() && other.moving());
  }

  private boolean moving() {
    return status.filter(seen -> seen.state() == StageStatus.State.MOVING).isPresent();
  }
}
