package org.petrascope.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;

/** A {@link SimulatedCore} that was started, and what it says. For one thread at a time. */
final class SimulatorProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader said;
  private final Writer asked;

  private SimulatorProcess(Process process) {
    this.process = process;
    this.said = process.inputReader(UTF_8);
    this.asked = process.outputWriter(UTF_8);
  }

  /**
   * What the camera sent in its latest acquisition.
   *
   * @param late frames that left more than a line's time after they were due
   * @param dropped packets that were held back
   * @param resent packets that were sent because they were asked for again
   */
  record Sent(long frames, long late, long packets, long dropped, long resent) {
    static final Sent NOTHING = new Sent(0, 0, 0, 0, 0);

    Sent plus(Sent other) {
      return new Sent(
          frames + other.frames,
          late + other.late,
          packets + other.packets,
          dropped + other.dropped,
          resent + other.resent);
    }
  }

  /**
   * Starts a camera on this loopback address; faults as the simulator writes them. It stands for a
   * device with a processor of its own: where that may be, other work on the machine waits for it.
   */
  static SimulatorProcess start(String address, String faults) throws IOException {
    Process process =
        new ProcessBuilder(
                "nice",
                "-n",
                "-10",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatedCore.class.getName(),
                address,
                faults)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var started = new SimulatorProcess(process);
    if (!"ready".equals(started.said.readLine())) {
      started.close();
      throw new IOException("the simulated camera did not start on " + address);
    }
    return started;
  }

  Sent sent() throws IOException {
    asked.write("\n");
    asked.flush();
    String answer = said.readLine();
    if (answer == null) {
      throw new IOException("the simulated camera ended; its reason is printed above");
    }
    String[] counts = answer.split(" ");
    return new Sent(
        Long.parseLong(counts[0]),
        Long.parseLong(counts[1]),
        Long.parseLong(counts[2]),
        Long.parseLong(counts[3]),
        Long.parseLong(counts[4]));
  }

  /** Time of the processor that the camera took so far. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
