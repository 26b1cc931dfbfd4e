/** The appliance's outside: wiring, configuration, HTTP and the command line. */
@NullMarked
package org.petrascope.server;

import org.jspecify.annotations.NullMarked;
