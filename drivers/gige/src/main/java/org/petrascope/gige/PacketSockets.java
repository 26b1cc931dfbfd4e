package org.petrascope.gige;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks into /proc for packet sockets. Aravis wants one for its stream and falls back to a plain
 * socket without a word when it lacks CAP_NET_RAW; only the kernel knows which it became.
 */
final class PacketSockets {
  private static final Path KERNEL_TABLE = Path.of("/proc/net/packet");
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  private PacketSockets() {}

  /** Whether this process holds a packet socket. */
  static boolean inThisProcess() {
    try {
      List<String> table = Files.readAllLines(KERNEL_TABLE);
      Set<String> sockets =
          table.stream()
              .skip(1)
              .map(line -> "socket:[" + line.substring(line.lastIndexOf(' ') + 1).trim() + "]")
              .collect(Collectors.toSet());
      return !sockets.isEmpty() && holdsOneOf(sockets);
    } catch (IOException e) {
      return false; // No such table: the kernel has no packet sockets at all.
    }
  }

  private static boolean holdsOneOf(Set<String> sockets) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(OPEN_FILES)) {
      for (Path file : files) {
        if (sockets.contains(target(file))) {
          return true;
        }
      }
      return false;
    }
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      return ""; // Closed since the folder was read.
    }
  }
}
