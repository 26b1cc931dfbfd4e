/**
 * THE pipeline: lines come from the camera, go to the raw file before anything else, and become
 * reflectance, minerals and products at their own pace.
 */
@NullMarked
package org.petrascope.scan;

import org.jspecify.annotations.NullMarked;
