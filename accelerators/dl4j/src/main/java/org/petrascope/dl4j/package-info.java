/**
 * The networks for single spectra on Deeplearning4j, for machines whose CUDA TensorFlow does not
 * know. Much slower than TensorFlow on the CPU; by name only. Nothing of Deeplearning4j is seen
 * from outside.
 */
@NullMarked
package org.petrascope.dl4j;

import org.jspecify.annotations.NullMarked;
