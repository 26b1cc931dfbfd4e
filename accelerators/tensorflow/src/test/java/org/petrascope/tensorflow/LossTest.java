package org.petrascope.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.petrascope.learning.NetworkObjective;
import org.petrascope.learning.Rows;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class LossTest {
  private static final int ROWS = 50;
  private static final int CLASSES = 4;
  private static final Placeholder.Options SHAPE = Placeholder.shape(Shape.of(ROWS, CLASSES));

  @BeforeAll
  static void requireTheLibrary() {
    NativeLibrary.require();
  }

  @ParameterizedTest
  @EnumSource
  void graphComputesTheFormula(NetworkObjective objective) {
    SplittableRandom random = new SplittableRandom(1);
    float[] scores = new float[ROWS * CLASSES];
    float[] targets = new float[ROWS * CLASSES];
    for (int row = 0; row < ROWS; row++) {
      targets[row * CLASSES + random.nextInt(CLASSES)] = 1;
      for (int i = 0; i < CLASSES; i++) {
        scores[row * CLASSES + i] = (float) (3 * random.nextGaussian());
      }
    }
    Rows truth = new Rows(ROWS, CLASSES, targets);
    float[] told = softmax(scores);
    try (Graph graph = new Graph();
        TFloat32 scoresFed = Tensors.of(new Rows(ROWS, CLASSES, scores));
        TFloat32 targetsFed = Tensors.of(truth)) {
      Ops tf = Ops.create(graph);
      var scoresOf = tf.placeholder(TFloat32.class, SHAPE);
      var targetsOf = tf.placeholder(TFloat32.class, SHAPE);
      var loss = new Loss(tf, objective).of(scoresOf, tf.nn.softmax(scoresOf), targetsOf);
      try (Session session = new Session(graph);
          Result result =
              session
                  .runner()
                  .feed(scoresOf, scoresFed)
                  .feed(targetsOf, targetsFed)
                  .fetch(loss)
                  .run()) {
        float[] losses = Tensors.values((TFloat32) result.get(0));
        for (int row = 0; row < ROWS; row++) {
          assertEquals(byHand(objective, told, targets, row), losses[row], 1e-4, "row " + row);
        }
      }
    }
  }

  private static float[] softmax(float[] scores) {
    float[] shares = new float[scores.length];
    for (int row = 0; row < ROWS; row++) {
      double sum = 0;
      for (int i = 0; i < CLASSES; i++) {
        sum += Math.exp(scores[row * CLASSES + i]);
      }
      for (int i = 0; i < CLASSES; i++) {
        shares[row * CLASSES + i] = (float) (Math.exp(scores[row * CLASSES + i]) / sum);
      }
    }
    return shares;
  }

  // The row's target is one class.
  private static double byHand(NetworkObjective objective, float[] told, float[] targets, int row) {
    double loss = 0;
    for (int i = row * CLASSES; i < (row + 1) * CLASSES; i++) {
      double p = told[i];
      loss +=
          switch (objective) {
            case CROSS_ENTROPY -> targets[i] == 1 ? -Math.log(p) : 0;
            case FOCAL -> targets[i] == 1 ? -Math.pow(1 - p, 2) * Math.log(p) : 0;
            case SQUARED_ERROR -> Math.pow(p - targets[i], 2);
          };
    }
    return loss;
  }
}
