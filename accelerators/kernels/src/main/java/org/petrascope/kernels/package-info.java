/**
 * Arithmetic on primitive arrays: the plain Java reference that every other backend is compared
 * with.
 *
 * <p>Arrays of DN are uint16 in {@code short}, BIL: {@code [bands][samples]} for one line. Arrays
 * of spectra are float32 rows, BIP: {@code [rows][bands]}. NaN means that there is no valid
 * measurement. A method that takes {@code from} and {@code to} works on the rows {@code from <= row
 * < to} of its arrays and touches no other, so that callers may share rows among threads. Static
 * methods keep no state; prepared objects ({@link SpectralAngle}, {@link LeastSquaresUnmixing},
 * ...) are immutable and may be used by many threads.
 */
@NullMarked
package org.petrascope.kernels;

import org.jspecify.annotations.NullMarked;
