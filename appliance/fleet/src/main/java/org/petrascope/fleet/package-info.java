/**
 * What is done for many boxes: releases are signed and given to rings of boxes, in a repository of
 * The Update Framework.
 */
@NullMarked
package org.petrascope.fleet;

import org.jspecify.annotations.NullMarked;
