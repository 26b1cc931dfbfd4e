package org.petrascope.tensorflow;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/**
 * The log that TensorFlow writes to standard error, which belongs to the command. Part of it goes
 * through Abseil, which reads no variable of the environment and has to be told by a call.
 */
final class NativeLog {
  /** absl::SetMinLogLevel as the library of TensorFlow 2.18 exports it. */
  private static final String SET_MIN_LOG_LEVEL =
      "_ZN4absl12lts_2023080214SetMinLogLevelENS0_18LogSeverityAtLeastE";

  /** absl::LogSeverityAtLeast::kFatal: errors come as exceptions all the same. */
  private static final int FATAL = 3;

  private NativeLog() {}

  /** Keeps the loaded library quiet; another one, without that function, goes on writing. */
  static void silence() {
    SymbolLookup.loaderLookup().find(SET_MIN_LOG_LEVEL).ifPresent(NativeLog::callWithFatal);
  }

  private static void callWithFatal(MemorySegment function) {
    try {
      Linker.nativeLinker()
          .downcallHandle(function, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
          .invokeExact(FATAL);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of C++ throws no checked exception", e);
    }
  }
}
