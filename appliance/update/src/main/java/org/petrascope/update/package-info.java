/**
 * How a box comes to new software, models and libraries: signed releases, their resumable download,
 * the slots they are put into, and the way back.
 */
@NullMarked
package org.petrascope.update;

import org.jspecify.annotations.NullMarked;
