package org.petrascope.tensorflow;

import org.petrascope.learning.Rows;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Between rows and TensorFlow's float32 tensors. Whoever gets a tensor closes it. */
final class Tensors {
  private Tensors() {}

  static TFloat32 of(Rows rows) {
    return of(Shape.of(rows.count(), rows.columns()), rows.values());
  }

  static TFloat32 of(Shape shape, float... values) {
    TFloat32 tensor = TFloat32.tensorOf(shape);
    tensor.copyFrom(DataBuffers.of(values, true, false));
    return tensor;
  }

  static float[] values(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.copyTo(DataBuffers.of(values, false, false));
    return values;
  }

  /** A table from a tensor of two dimensions. */
  static Rows rows(TFloat32 tensor) {
    return new Rows(
        Math.toIntExact(tensor.shape().size(0)),
        Math.toIntExact(tensor.shape().size(1)),
        values(tensor));
  }
}
