package org.petrascope.tensorflow;

import org.petrascope.learning.NetworkObjective;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The loss of every row as TensorFlow's operations.
 *
 * @param tf graph
 */
record Loss(Ops tf, NetworkObjective objective) {
  /**
   * Loss of every row, [row][1].
   *
   * @param scores before the head, [row][output]
   * @param outputs after it
   * @param targets what they should be
   */
  Operand<TFloat32> of(
      Operand<TFloat32> scores, Operand<TFloat32> outputs, Operand<TFloat32> targets) {
    var loss =
        switch (objective) {
          case CROSS_ENTROPY -> crossEntropy(scores, targets);
          case FOCAL -> {
            var hit = sum(tf.math.mul(outputs, targets));
            yield tf.math.mul(
                tf.math.square(tf.math.sub(tf.constant(1f), hit)), crossEntropy(scores, targets));
          }
          case SQUARED_ERROR -> sum(tf.math.squaredDifference(outputs, targets));
        };
    return tf.reshape(loss, tf.constant(new int[] {-1, 1}));
  }

  private Operand<TFloat32> crossEntropy(Operand<TFloat32> scores, Operand<TFloat32> targets) {
    return tf.nn.softmaxCrossEntropyWithLogits(scores, targets).loss();
  }

  private Operand<TFloat32> sum(Operand<TFloat32> values) {
    return tf.reduceSum(values, tf.constant(1));
  }
}
