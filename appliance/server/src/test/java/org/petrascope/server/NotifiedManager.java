package org.petrascope.server;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A service manager that hears what it is told: a UNIX socket that takes datagrams. */
final class NotifiedManager implements AutoCloseable {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final int DO_NOT_WAIT = 0x40;
  private static final int ROOM = 4096;

  private final Arena arena = Arena.ofShared();
  private final Path path;
  private final int socket;

  NotifiedManager(Path path) throws Throwable {
    this.path = path;
    FunctionDescriptor three = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    FunctionDescriptor binding = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    MemorySegment address = arena.allocate(110, 2);
    address.set(JAVA_SHORT, 0, (short) 1);
    MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
    socket =
        (int)
            LINKER
                .downcallHandle(LINKER.defaultLookup().findOrThrow("socket"), three)
                .invokeExact(1, 2, 0);
    int bound =
        (int)
            LINKER
                .downcallHandle(LINKER.defaultLookup().findOrThrow("bind"), binding)
                .invokeExact(socket, address, 2 + name.length);
    if (bound != 0) {
      throw new AssertionError("no socket at " + path);
    }
  }

  /** What its services find in their environment. */
  Map<String, String> environment() {
    return Map.of("NOTIFY_SOCKET", path.toString(), "WATCHDOG_USEC", "60000000");
  }

  /** The next datagram; empty when none is there. */
  Optional<String> heard() throws Throwable {
    MemorySegment room = arena.allocate(ROOM);
    FunctionDescriptor receiving =
        FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    long bytes =
        (long)
            LINKER
                .downcallHandle(LINKER.defaultLookup().findOrThrow("recv"), receiving)
                .invokeExact(socket, room, (long) ROOM, DO_NOT_WAIT);
    return bytes < 0
        ? Optional.empty()
        : Optional.of(
            new String(
                room.asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      int closed =
          (int)
              LINKER
                  .downcallHandle(
                      LINKER.defaultLookup().findOrThrow("close"),
                      FunctionDescriptor.of(JAVA_INT, JAVA_INT))
                  .invokeExact(socket);
      if (closed != 0) {
        throw new AssertionError("the socket was closed before");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    arena.close();
  }
}
