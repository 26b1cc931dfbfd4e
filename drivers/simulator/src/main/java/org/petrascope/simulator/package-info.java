/**
 * A GigE Vision line camera in plain Java on one loopback address: control, stream, shutter, sensor
 * model and seeded faults. What it sees comes from a {@link org.petrascope.simulator.Scene}.
 */
@NullMarked
package org.petrascope.simulator;

import org.jspecify.annotations.NullMarked;
