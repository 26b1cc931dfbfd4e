package org.petrascope.tensorflow;

import org.petrascope.learning.NetworkLayout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What in a row a score came from, as TensorFlow's operations. */
record Explanation(Ops tf, Layers layers, NetworkLayout layout) {
  /**
   * Gradient times deviation from the mean of the rows that taught, [row][column].
   *
   * @param gradients of the score by the rows
   */
  Operand<TFloat32> contributions(
      String name, Operand<TFloat32> rows, Operand<TFloat32> gradients) {
    var bands = tf.constant(new int[] {-1, layout.bands()});
    var away = tf.math.sub(tf.reshape(rows, bands), layers.variable("mean"));
    var shares = tf.math.mul(away, tf.reshape(gradients, bands));
    return tf.withName(name)
        .reshape(shares, tf.constant(new int[] {-1, layout.pixels() * layout.bands()}));
  }

  /**
   * Grad-CAM (Selvaraju et al. 2017, arXiv:1610.02391) with the gradient of every position instead
   * of its mean over positions (HiResCAM, Draelos and Carin 2020, arXiv:2011.08891): the hidden
   * layer tells positions apart, so a mean would speak for none of them. The filters' outputs, each
   * times its gradient, summed and rectified, [spectrum][position].
   *
   * @param convolved output of the last spectral convolution, [spectrum][position][1][filter]
   * @param gradients of the score by it
   */
  Operand<TFloat32> attention(
      String name, Operand<TFloat32> convolved, Operand<TFloat32> gradients) {
    var sum = tf.reduceSum(tf.math.mul(convolved, gradients), tf.constant(new int[] {2, 3}));
    return tf.withName(name).nn.relu(sum);
  }
}
