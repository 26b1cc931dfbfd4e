package org.petrascope.scan;

/**
 * How the core moves while lines are taken: one pitch a line, so that pixels are as long as the
 * pitch says.
 *
 * @param pitchMm advance from line to line
 * @param lineRateHz lines a second
 */
record Cruise(double pitchMm, double lineRateHz) {
  double speedMmPerS() {
    return pitchMm * lineRateHz;
  }
}
