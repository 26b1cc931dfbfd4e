/**
 * The stage contract: what moves the core under the camera, a simulated conveyor and a serial
 * driver for controllers that speak GRBL.
 */
@NullMarked
package org.petrascope.stage;

import org.jspecify.annotations.NullMarked;
