/**
 * What people measured and marked: laboratory tables, regions of interest, composites of spectra
 * and assays, the database of spectral patches, and the steps that augment it.
 */
@NullMarked
package org.petrascope.laboratory;

import org.jspecify.annotations.NullMarked;
