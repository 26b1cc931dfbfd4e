/** Tests of the scenes. */
@NullMarked
package org.petrascope.scenes;

import org.jspecify.annotations.NullMarked;
