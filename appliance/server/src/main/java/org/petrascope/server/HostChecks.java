package org.petrascope.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.petrascope.gige.GigeHost;

/** What the machine grants to the program on the way of frames. */
final class HostChecks {
  /** Comes with the flavour for NVIDIA's graphics processors alone. */
  private static final String NATIVES_FOR_GRAPHICS =
      "org/tensorflow/internal/c_api/linux-x86_64-gpu/libjnitensorflow.so";

  private static final Path GRAPHICS = Path.of("/dev/nvidia0");

  private HostChecks() {}

  /** Whether the processor is there that this release is made for; empty where it needs none. */
  static Optional<Finding> graphics() {
    boolean wanted = HostChecks.class.getClassLoader().getResource(NATIVES_FOR_GRAPHICS) != null;
    return wanted ? Optional.of(graphics(GRAPHICS)) : Optional.empty();
  }

  static Finding graphics(Path processor) {
    return Files.exists(processor)
        ? Finding.ok("graphics", "networks are computed by the graphics processor " + processor)
        : Finding.warning(
            "graphics",
            "there is no graphics processor (%s), so networks are computed without"
                .formatted(processor),
            "install NVIDIA's driver, or the package petrascope instead of petrascope-gpu");
  }

  static List<Finding> of(GigeHost host) {
    return List.of(packetSocket(host), receiveBuffer(host), realTime(host));
  }

  private static Finding packetSocket(GigeHost host) {
    return host.permitsPacketSocket()
        ? Finding.ok("socket", "packet socket permitted (CAP_NET_RAW)")
        : Finding.warning(
            "socket",
            "frames take the slower plain socket, because the program lacks CAP_NET_RAW",
            "setpriv --inh-caps +net_raw --ambient-caps +net_raw petrascope serve");
  }

  private static Finding receiveBuffer(GigeHost host) {
    int wanted = GigeHost.SOCKET_BUFFER_BYTES;
    OptionalLong granted = host.receiveBufferMaxBytes();
    if (granted.isEmpty()) {
      return Finding.warning(
          "buffer",
          "%s cannot be read, so nobody knows how much a plain socket may hold"
              .formatted(host.receiveBufferMax()),
          "sysctl -w net.core.rmem_max=" + wanted);
    }
    return granted.getAsLong() >= wanted
        ? Finding.ok("buffer", "a socket may hold %d bytes".formatted(granted.getAsLong()))
        : Finding.warning(
            "buffer",
            "a plain socket may hold %d bytes, a camera needs %d"
                .formatted(granted.getAsLong(), wanted),
            "sysctl -w net.core.rmem_max=" + wanted);
  }

  private static Finding realTime(GigeHost host) {
    return host.permitsRealTime()
        ? Finding.ok("priority", "the receiving thread may run in real time")
        : Finding.warning(
            "priority",
            "the receiving thread waits behind ordinary ones, because real-time priority %d is not granted"
                .formatted(GigeHost.REAL_TIME_PRIORITY),
            "prlimit --rtprio=%d petrascope serve".formatted(GigeHost.REAL_TIME_PRIORITY));
  }
}
