package org.petrascope.spectral;

/**
 * What named the minerals.
 *
 * @param name library or model
 * @param version checksum or version of its contents
 * @param method how it was applied, such as {@code auto}
 */
public record ModelRef(String name, String version, String method) {}
