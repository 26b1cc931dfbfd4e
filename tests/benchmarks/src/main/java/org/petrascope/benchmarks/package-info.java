/** Petrascope beside what a user would otherwise pick, in one run on one machine. */
@NullMarked
package org.petrascope.benchmarks;

import org.jspecify.annotations.NullMarked;
