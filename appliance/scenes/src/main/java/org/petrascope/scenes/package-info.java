/**
 * What the simulated camera sees: a built-in core box whose truth is known, a table of measured
 * spectra laid out as core, or a stored reflectance cube.
 */
@NullMarked
package org.petrascope.scenes;

import org.jspecify.annotations.NullMarked;
