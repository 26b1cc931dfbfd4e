package org.petrascope.simulator;

/**
 * What the sensor looks at and how long; may change between two frames.
 *
 * @param exposureUs exposure time
 * @param temperatureC temperature of the sensor
 * @param source what light falls on it
 */
record View(double exposureUs, double temperatureC, Source source) {
  /** Where the light comes from. */
  enum Source {
    CORE,
    WHITE_PANEL,
    SHUTTER
  }
}
