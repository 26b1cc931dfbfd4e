package org.petrascope.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Camera;
import org.petrascope.camera.FrameBuffers;
import org.petrascope.camera.FrameStream;
import org.petrascope.camera.Outcome;
import org.petrascope.camera.PixelFormat;
import org.petrascope.camera.Statistics;
import org.petrascope.gige.GigeCamera;

/**
 * Full line rate from a simulated camera in a second process, every line written to disk as it
 * came. Received, damaged and lost lines must add up to the lines that were sent, and none may be
 * lost.
 */
public final class CameraThroughput {
  private static final double EXPOSURE_US = 1500;
  private static final double RATE_REACHED = 0.99;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path raw;
  private final AcquisitionSettings settings;
  private final long lines;
  private long bytes;
  private long firstNs;
  private long lastNs;
  private long longestGapNs;

  private CameraThroughput(Path raw, AcquisitionSettings settings, long lines) {
    this.raw = raw;
    this.settings = settings;
    this.lines = lines;
  }

  /** Arguments: the file for the table, then seconds, lines per second and pixel format. */
  public static void main(String[] args) throws Exception {
    Path table = Path.of(args[0]);
    double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 30;
    double rateHz = args.length > 2 ? Double.parseDouble(args[2]) : 527;
    var format = args.length > 3 ? PixelFormat.named(args[3]) : PixelFormat.MONO12_PACKED;
    double exposureUs = Math.min(EXPOSURE_US, 0.9e6 / rateHz);
    var settings = new AcquisitionSettings(format, exposureUs, rateHz, 1, 1);
    Path raw = Files.createTempFile("petrascope-throughput", ".raw");
    try {
      var run = new CameraThroughput(raw, settings, Math.round(seconds * rateHz));
      Result result = run.run("127.77.0.1");
      String report = run.report(result);
      Files.createDirectories(table.toAbsolutePath().getParent());
      Files.writeString(table, report);
      System.out.print(report);
      System.exit(result.isGood() ? 0 : 1);
    } finally {
      Files.deleteIfExists(raw);
    }
  }

  private Result run(String address) throws IOException {
    try (SimulatorProcess simulator = SimulatorProcess.start(address, "")) {
      Statistics received = receive(address);
      return new Result(received, simulator.sent());
    }
  }

  private Statistics receive(String address) throws IOException {
    try (Camera camera = GigeCamera.open(address);
        FileChannel file = FileChannel.open(raw, StandardOpenOption.WRITE)) {
      camera.configure(settings);
      var capabilities = camera.capabilities();
      int buffers =
          FrameBuffers.countFor(settings, capabilities.samplesMax(), capabilities.bands().bands());
      try (FrameStream stream = camera.start(buffers)) {
        for (long reported = 0; reported < lines; ) {
          reported += take(stream, file);
        }
        return stream.statistics();
      }
    }
  }

  /** Takes one outcome; returns the lines that it accounts for. */
  private long take(FrameStream stream, FileChannel file) throws IOException {
    return switch (stream.take(PATIENCE)) {
      case Outcome.Complete(var frame) -> {
        try (frame) {
          write(file, frame.data());
        }
        yield 1;
      }
      case Outcome.Incomplete _ -> 1;
      case Outcome.Lost gap -> gap.count();
      case Outcome.TimedOut silence -> throw new IllegalStateException(silence.toString());
      case Outcome.Gone gone -> throw new IllegalStateException(gone.reason());
    };
  }

  private void write(FileChannel file, ByteBuffer line) throws IOException {
    long nowNs = System.nanoTime();
    if (firstNs == 0) {
      firstNs = nowNs;
    } else {
      longestGapNs = Math.max(longestGapNs, nowNs - lastNs);
    }
    lastNs = nowNs;
    while (line.hasRemaining()) {
      bytes += file.write(line);
    }
  }

  private String report(Result result) {
    Statistics received = result.received;
    double seconds = (lastNs - firstNs) / 1e9;
    return """
        # Camera throughput

        640 samples x 224 bands, %s, %.0f lines/s wanted; simulated camera in a process of its own, loopback, \
        every line written to disk.

        | quantity | value |
        |---|---|
        """
            .formatted(settings.pixelFormat().genicamName(), settings.lineRateHz())
        + row("duration", "%.1f s".formatted(seconds))
        + row("lines received whole", received.complete())
        + row("lines damaged", received.incomplete())
        + row("lines lost", received.lost())
        + row("lines sent, the last ones after the end", result.sent.frames())
        + row("rate", "%.1f lines/s".formatted((received.complete() - 1) / seconds))
        + row("on disk", "%.2f GB, %.1f MB/s".formatted(bytes / 1e9, bytes / seconds / 1e6))
        + row("longest gap between lines", "%.1f ms".formatted(longestGapNs / 1e6))
        + row("packets sent again", received.packetsResent())
        + row("frames without a buffer", received.underruns())
        + row("frames the simulator sent late", result.sent.late())
        + row("path", received.transport())
        + row("verdict", verdict(result, (received.complete() - 1) / seconds));
  }

  private String verdict(Result result, double rateHz) {
    if (!result.isGood()) {
      return "LINES ARE MISSING";
    }
    return rateHz < RATE_REACHED * settings.lineRateHz()
        ? "every line is there, but the machine was too busy to reach the rate"
        : "every line is there";
  }

  private static String row(String quantity, Object value) {
    return "| " + quantity + " | " + value + " |\n";
  }

  private record Result(Statistics received, SimulatorProcess.Sent sent) {
    boolean isGood() {
      long reported = received.complete() + received.incomplete() + received.lost();
      return received.lost() == 0 && received.incomplete() == 0 && reported <= sent.frames();
    }
  }
}
