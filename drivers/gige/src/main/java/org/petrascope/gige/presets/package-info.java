/** Recipes for generating Java from C headers; used by the build, not at run time. */
@NullMarked
package org.petrascope.gige.presets;

import org.jspecify.annotations.NullMarked;
