package org.petrascope.camera;

import java.util.OptionalDouble;

/** Temperatures in degrees Celsius at one moment; empty where the camera has no such sensor. */
public record Telemetry(OptionalDouble sensorTemperatureC, OptionalDouble deviceTemperatureC) {}
