package org.petrascope.stage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A status report of GRBL 1.1, such as {@code <Jog|MPos:12.000,0.000,0.000|FS:3000,0>}.
 *
 * @param state the first word, such as {@code Idle}; what follows a colon is left out
 * @param machineMm machine position of the axis
 * @param feedMmPerMin programmed path speed that the controller makes now; 0 where not reported
 */
record GrblReport(String state, double machineMm, double feedMmPerMin) {
  private static final Pattern FORM = Pattern.compile("<([A-Za-z]+)(?::\\d+)?\\|(.*)>");

  /**
   * Reads a report; empty when it is none or was damaged on the wire.
   *
   * @param axis 0 for X, 1 for Y, 2 for Z
   */
  static Optional<GrblReport> parse(String line, int axis) {
    Matcher form = FORM.matcher(line);
    if (!form.matches()) {
      return Optional.empty();
    }
    double position = Double.NaN;
    double feed = 0;
    try {
      for (String field : form.group(2).split("\\|", -1)) {
        String[] parts = field.split(":", 2);
        String[] values = parts.length < 2 ? new String[0] : parts[1].split(",", -1);
        switch (parts[0]) {
          case "MPos" -> position = Double.parseDouble(values[axis]);
          case "FS", "F" -> feed = Double.parseDouble(values[0]);
          default -> {}
        }
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
    return Double.isFinite(position)
        ? Optional.of(new GrblReport(form.group(1), position, feed))
        : Optional.empty();
  }

  StageStatus.State stageState() {
    return switch (state) {
      case "Idle", "Check", "Sleep" -> StageStatus.State.IDLE;
      case "Hold", "Door" -> StageStatus.State.HELD;
      case "Alarm" -> StageStatus.State.ALARM;
      default -> StageStatus.State.MOVING;
    };
  }
}
