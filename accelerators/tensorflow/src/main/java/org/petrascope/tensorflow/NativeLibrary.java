package org.petrascope.tensorflow;

import java.util.Map;
import java.util.Optional;
import org.petrascope.learning.LearningException;
import org.petrascope.learning.NativeEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow's native library on this machine. A session computes on the thread that asks, with one
 * core: results then do not depend on how work is dealt to threads, and whoever has several rows to
 * predict asks from several threads.
 */
final class NativeLibrary {
  private static final int ON_THE_CALLING_THREAD = -1;

  static final ConfigProto SESSION =
      ConfigProto.newBuilder()
          .setIntraOpParallelismThreads(1)
          .setInterOpParallelismThreads(ON_THE_CALLING_THREAD)
          .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
          .build();

  private static final Optional<String> MISSING = load();

  private NativeLibrary() {}

  private static Optional<String> load() {
    try {
      // What it logs while it is loaded follows this variable.
      NativeEnvironment.setUnlessSet("TF_CPP_MIN_LOG_LEVEL", "3");
      if (TensorFlow.version().isEmpty()) {
        return Optional.of("TensorFlow does not tell its version: install it again");
      }
      NativeLog.without(NativeLibrary::runFirstGraph);
      return Optional.empty();
    } catch (LinkageError | TensorFlowException e) {
      return Optional.of(
          "TensorFlow's native library does not load on %s %s (%s): put tensorflow-core-native for this machine on the class path, or train without networks"
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }

  private static void runFirstGraph() {
    try (Graph graph = new Graph()) {
      Operand<TFloat32> one = Ops.create(graph).constant(1f);
      try (Session session = new Session(graph, SESSION)) {
        session.runner().fetch(one).run().close();
      }
    }
  }

  /** By the library's name; empty where it does not load. */
  static Map<String, String> version() {
    return MISSING.isPresent() ? Map.of() : Map.of("tensorflow", TensorFlow.version());
  }

  /** Why the library cannot be used here, in one sentence; empty when it can. */
  static Optional<String> missing() {
    return MISSING;
  }

  /**
   * @throws LearningException when it cannot be used
   */
  static void require() {
    MISSING.ifPresent(
        why -> {
          throw new LearningException(why);
        });
  }
}
