/** The camera contract: what every line camera driver promises, whatever its transport. */
@NullMarked
package org.petrascope.camera;

import org.jspecify.annotations.NullMarked;
