/**
 * Networks of the learning module on TensorFlow: teaching, predicting, SavedModel files and what
 * the network looked at. Nothing of TensorFlow is seen from outside.
 */
@NullMarked
package org.petrascope.tensorflow;

import org.jspecify.annotations.NullMarked;
