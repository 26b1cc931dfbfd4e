@NullMarked
package org.petrascope.camera;

import org.jspecify.annotations.NullMarked;
