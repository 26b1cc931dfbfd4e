package org.petrascope.gige;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the kernel grants to this program on the way of frames.
 *
 * @param status where the capabilities stand, {@code /proc/self/status}
 * @param limits where the limits stand, {@code /proc/self/limits}
 * @param receiveBufferMax where the largest receive buffer stands
 */
public record GigeHost(Path status, Path limits, Path receiveBufferMax) {
  /** Receive buffer that a plain socket wants: some hundred frames. */
  public static final int SOCKET_BUFFER_BYTES = 4 << 20;

  /** Priority that the receiving thread asks for. */
  public static final int REAL_TIME_PRIORITY = 10;

  private static final int CAP_NET_RAW = 13;
  private static final int CAP_SYS_NICE = 23;
  private static final String UNLIMITED = "unlimited";

  /** This process on this machine. */
  public static GigeHost here() {
    return new GigeHost(
        Path.of("/proc/self/status"),
        Path.of("/proc/self/limits"),
        Path.of("/proc/sys/net/core/rmem_max"));
  }

  /** Whether frames may come through a packet socket (CAP_NET_RAW). */
  public boolean permitsPacketSocket() {
    return holds(CAP_NET_RAW);
  }

  /** Whether the receiving thread may go before ordinary ones. */
  public boolean permitsRealTime() {
    return holds(CAP_SYS_NICE)
        || line(limits, "Max realtime priority")
            .map(line -> line.strip().split("\\s+")[0])
            .filter(soft -> soft.equals(UNLIMITED) || atLeast(soft, REAL_TIME_PRIORITY))
            .isPresent();
  }

  /** The largest receive buffer that a plain socket gets, in bytes; empty if it is not told. */
  public OptionalLong receiveBufferMaxBytes() {
    return line(receiveBufferMax, "")
        .map(line -> OptionalLong.of(Long.parseLong(line.strip())))
        .orElseGet(OptionalLong::empty);
  }

  private boolean holds(int capability) {
    return line(status, "CapEff:")
        .filter(word -> (Long.parseUnsignedLong(word.strip(), 16) >> capability & 1) == 1)
        .isPresent();
  }

  private static boolean atLeast(String number, int least) {
    return Integer.parseInt(number) >= least;
  }

  /** What stands behind this beginning of a line. */
  private static Optional<String> line(Path file, String beginning) {
    try {
      // The kernel gives such a file in one read or not at all: as lines it comes through a buffer.
      List<String> lines = Files.readAllLines(file);
      return lines.stream()
          .filter(line -> line.startsWith(beginning))
          .findFirst()
          .map(line -> line.substring(beginning.length()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
