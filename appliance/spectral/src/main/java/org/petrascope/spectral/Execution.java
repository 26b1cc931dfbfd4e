package org.petrascope.spectral;

/**
 * What did the computing.
 *
 * @param software version of Petrascope
 * @param device the processor that really ran it
 */
public record Execution(String software, String device) {}
