package org.petrascope.stage;

/**
 * What the numbers of GRBL 1.1 mean, each with its remedy; the firmware's lists are
 * error_codes_en_US.csv and alarm_codes_en_US.csv.
 */
final class GrblCodes {
  private GrblCodes() {}

  static String error(int code) {
    return switch (code) {
      case 2, 3, 20 -> "it does not know the command: it needs GRBL 1.1 firmware";
      case 5 -> "homing is switched off: switch it on with $22=1 or do without";
      case 8 -> "it is busy: wait until it is at rest";
      case 9 -> "it is locked after an alarm: clear the way, then home it or unlock it with $X";
      case 13 -> "the safety door is open: close it";
      case 15 ->
          "the position is outside its travel: correct startMm and endMm of the stage, or $130 of the controller";
      case 22 -> "the speed is missing or zero: report the fault";
      case 31, 33 -> "the position is no number: report the fault";
      default -> "see its list of errors";
    };
  }

  static String alarm(int code) {
    return switch (code) {
      case 1 -> "a limit switch was hit: clear the way, then home the stage or unlock it with $X";
      case 2 ->
          "the position is outside its travel: correct startMm and endMm of the stage, then unlock it with $X";
      case 3 -> "it was reset while it moved and lost its position: home it or unlock it with $X";
      case 4, 5 -> "the probe failed: unlock it with $X";
      case 6 -> "it was reset while it homed: home it again";
      case 7 -> "the safety door opened while it homed: close it and home it again";
      case 8, 9 ->
          "it found no reference switch: check the switch and its cable, then home it again";
      default -> "see its list of alarms, then home it or unlock it with $X";
    };
  }
}
