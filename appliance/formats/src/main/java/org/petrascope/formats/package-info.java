/**
 * Files: ENVI cubes and libraries, Specim folders, tables of spectra, panel curves and pictures;
 * read tolerantly, written strictly and durably, streamed in blocks of lines.
 */
@NullMarked
package org.petrascope.formats;

import org.jspecify.annotations.NullMarked;
