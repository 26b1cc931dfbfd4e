package org.petrascope.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.petrascope.learning.LearningException;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

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

  private static final String LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL";
  private static final String FATAL_ONLY = "3";

  private static final Optional<String> MISSING = load();

  private NativeLibrary() {}

  private static Optional<String> load() {
    try {
      quieten();
      return TensorFlow.version().isEmpty()
          ? Optional.of("TensorFlow does not tell its version: install it again")
          : Optional.empty();
    } catch (LinkageError e) {
      return Optional.of(
          "TensorFlow's native library does not load on %s %s (%s): put tensorflow-core-native for this machine on the class path, or train without networks"
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }

  // The library writes its log to standard error, which belongs to the command, unless the
  // environment says otherwise before it is loaded. What somebody set is left. Its errors come as
  // exceptions all the same.
  private static void quieten() {
    Linker linker = Linker.nativeLinker();
    MethodHandle setenv =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setenv"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int failed =
          (int)
              setenv.invokeExact(arena.allocateFrom(LOG_LEVEL), arena.allocateFrom(FATAL_ONLY), 0);
      if (failed != 0) {
        throw new IllegalStateException("setenv refuses " + LOG_LEVEL);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("setenv throws no checked exception", e);
    }
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
