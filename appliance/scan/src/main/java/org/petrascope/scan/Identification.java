package org.petrascope.scan;

import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.SpectralLibrary;

/**
 * How minerals are told.
 *
 * @param version checksum of the library's files, for provenance
 */
public record Identification(SpectralLibrary library, String version, MapMethod method) {}
