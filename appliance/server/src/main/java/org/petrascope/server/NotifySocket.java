package org.petrascope.server;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to a UNIX socket, which the JDK's channels cannot: they know streams alone. Calls
 * the C library (socket(2), sendto(2), unix(7)). May be used by any thread.
 *
 * @param path of the socket; {@code @} at its start stands for the abstract name space
 */
record NotifySocket(String path) {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** Bytes of {@code sun_family} and {@code sun_path} in {@code struct sockaddr_un}. */
  private static final int FAMILY_BYTES = 2;

  private static final int PATH_BYTES = 108;

  private static final MethodHandle SOCKET =
      function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle SENDTO =
      function("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);

  NotifySocket {
    if (path.isEmpty() || path.getBytes(StandardCharsets.UTF_8).length >= PATH_BYTES) {
      throw new IllegalArgumentException(
          "socket path '%s' cannot be used: expected 1 to %d bytes"
              .formatted(path, PATH_BYTES - 1));
    }
  }

  private static MethodHandle function(
      String name, MemoryLayout result, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  /** Whether the text went out whole. */
  boolean send(String text) {
    try (Arena arena = Arena.ofConfined()) {
      int socket = (int) SOCKET.invokeExact(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      if (socket < 0) {
        return false;
      }
      try {
        MemorySegment address = arena.allocate(FAMILY_BYTES + PATH_BYTES, Short.BYTES);
        int addressBytes = FAMILY_BYTES + fill(address);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment message = arena.allocateFrom(JAVA_BYTE, bytes);
        return bytes.length
            == (long)
                SENDTO.invokeExact(
                    socket, message, (long) bytes.length, MSG_NOSIGNAL, address, addressBytes);
      } finally {
        int closed = (int) CLOSE.invokeExact(socket);
        assert closed == 0;
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) { // what method handles declare and C functions never throw
      throw new IllegalStateException(e);
    }
  }

  /** Gives the bytes of the path. */
  private int fill(MemorySegment address) {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    if (name[0] == '@') {
      name[0] = 0;
    }
    address.set(JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(name, 0, address, JAVA_BYTE, FAMILY_BYTES, name.length);
    return name.length;
  }
}
