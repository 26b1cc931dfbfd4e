package org.petrascope.learning;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * Variables of this process that native libraries read when they are loaded; Java itself does not
 * see the change. Call it before the library is loaded and before threads that might read them.
 */
public final class NativeEnvironment {
  private static final int KEEP = 0;

  private NativeEnvironment() {}

  /** Sets a variable, and leaves it where somebody has set it already. */
  public static void setUnlessSet(String name, String value) {
    Linker linker = Linker.nativeLinker();
    MethodHandle setenv =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setenv"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int failed =
          (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), KEEP);
      if (failed != 0) {
        throw new IllegalArgumentException("'%s' cannot name a variable".formatted(name));
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("setenv throws no checked exception", e);
    }
  }
}
