/**
 * Learning on rows of numbers: what is learned from, what learns, how well it did, and what may be
 * believed of it.
 *
 * <p>A row is one spectrum, or one square patch of them, as float32 in the order [line][sample]
 * [band]. Fractions are from 0 to 1. Models are immutable once trained and may predict on many
 * threads unless their class says otherwise; whoever opens one closes it.
 */
@NullMarked
package org.petrascope.learning;

import org.jspecify.annotations.NullMarked;
