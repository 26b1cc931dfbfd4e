package org.petrascope.scenes;

/**
 * The lines and the depth that one spectrum of a table occupies, both half-open.
 *
 * @param id the spectrum's name in the table
 */
public record Stretch(String id, int fromLine, int toLine, double depthFromM, double depthToM) {}
