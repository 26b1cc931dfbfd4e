package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.petrascope.server.ServerException.Kind;

/**
 * A simulated camera in a process of its own, as a real one is a device of its own. It ends with
 * this process, however that ends. Started and closed by one thread.
 */
final class SimulatorProcess implements AutoCloseable {
  private static final int GVCP_PORT = 3956;
  private static final int ADDRESSES_TRIED_MAX = 50;
  private static final long END_S = 5;

  private final Process process;
  private final String address;

  private SimulatorProcess(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** Starts one on a free loopback address; it shows the scene, or the built-in box. */
  static SimulatorProcess start(Optional<Path> scene, long seed) {
    String address = freeAddress();
    List<String> command = OwnJava.command("-Xmx1g");
    command.addAll(List.of("simulate", "--json", "--follow-parent"));
    command.addAll(List.of("--address", address, "--seed", String.valueOf(seed)));
    scene.ifPresent(path -> command.addAll(List.of("--scene", path.toString())));
    try {
      Process process = new ProcessBuilder(command).start();
      return announced(process, address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The camera's first line says that it listens; without one, its complaint is told. */
  private static SimulatorProcess announced(Process process, String address) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null) {
      String complaint = process.errorReader(StandardCharsets.UTF_8).readLine();
      process.destroyForcibly();
      throw new ServerException(
          Kind.FAILED, complaint == null ? "the simulated camera ended without a word" : complaint);
    }
    JsonNode announcement = Json.MAPPER.readTree(line);
    Thread.ofVirtual().name("camera-complaints").start(() -> forward(process));
    return new SimulatorProcess(process, announcement.path("address").asText(address));
  }

  /** What the camera complains about later is shown like our own diagnostics. */
  private static void forward(Process process) {
    process.errorReader(StandardCharsets.UTF_8).lines().forEach(Main::diagnostic);
  }

  /** A loopback address on which no camera listens, other than those that people use. */
  private static String freeAddress() {
    long pid = ProcessHandle.current().pid();
    for (int i = 0; i < ADDRESSES_TRIED_MAX; i++) {
      String candidate = "127.%d.%d.%d".formatted(1 + pid / 250 % 250, pid % 250, 1 + i);
      if (free(candidate)) {
        return candidate;
      }
    }
    throw new ServerException(
        Kind.FAILED,
        "no loopback address has port %d free: end the simulated cameras that run"
            .formatted(GVCP_PORT));
  }

  private static boolean free(String address) {
    try (DatagramSocket probe = new DatagramSocket(null)) {
      probe.bind(new InetSocketAddress(InetAddress.getByName(address), GVCP_PORT));
      return true;
    } catch (SocketException | UnknownHostException e) {
      return false;
    }
  }

  String address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
