/**
 * The domain: wavelengths, cubes, calibration, spectral libraries, minerals and what is told of
 * them.
 */
@NullMarked
package org.petrascope.spectral;

import org.jspecify.annotations.NullMarked;
