package org.petrascope.simulator;

/**
 * What the sensor looks at and how long; may change between two frames.
 *
 * @param exposureUs exposure time
 * @param temperatureC temperature of the sensor
 * @param gainDb amplification before the converter
 * @param source what light falls on it
 */
record View(double exposureUs, double temperatureC, double gainDb, Source source) {
  /** Without amplification. */
  View(double exposureUs, double temperatureC, Source source) {
    this(exposureUs, temperatureC, 0, source);
  }

  /** How many times as large as without amplification signals are. */
  float gain() {
    return (float) Math.pow(10, gainDb / 20);
  }

  /** Where the light comes from. */
  enum Source {
    CORE,
    WHITE_PANEL,
    SHUTTER
  }
}
