package org.petrascope.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.formats.DiskSpace;
import org.petrascope.formats.FormatException;
import org.petrascope.formats.SpectralLibraries;
import org.petrascope.gige.GigeCamera;
import org.petrascope.spectral.MineralDictionary;
import org.petrascope.spectral.SpectralException;
import org.petrascope.spectral.SpectralLibrary;

/** Looks at the machine and the configuration before the appliance depends on them. */
final class Doctor {
  /** Java that the appliance is built for. */
  private static final int JAVA = 25;

  private static final String ARAVIS = "libaravis-0.8.so.0";
  private static final List<String> LIBRARY_FOLDERS =
      List.of(
          "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib", "/usr/local/lib");
  private static final long FREE_GIB_MIN = 5;
  private static final long GIB = 1L << 30;

  /** No clock of an appliance was right before the software was made. */
  private static final Instant CLOCK_MIN = Instant.parse("2026-01-01T00:00:00Z");

  /** Place of CAP_NET_RAW in the kernel's capability words. */
  private static final int CAP_NET_RAW = 13;

  private final @Nullable Path config;
  private final Clock clock;

  /** How a finding is to be taken. */
  enum Verdict {
    OK,
    WARNING,
    BROKEN
  }

  /** One line of the doctor's report. */
  record Finding(String topic, Verdict verdict, String detail) {}

  /** Examines the configuration in this file, or the default one where it exists. */
  Doctor(@Nullable Path config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(aravis());
    findings.add(clock());
    findings.add(packetSocket());
    Optional<Configuration> configuration = configuration(findings);
    configuration.ifPresent(
        c -> {
          findings.add(disk(c.data()));
          Finding port = port(c.http());
          findings.add(port);
          findings.add(library(c));
          boolean stopped = port.verdict() == Verdict.OK;
          for (StationConfiguration station : c.stations()) {
            findings.add(camera(station, stopped));
            station.stage().ifPresent(s -> findings.add(s.examine(station.id(), stopped)));
          }
        });
    return findings;
  }

  private static Finding java() {
    int feature = Runtime.version().feature();
    return feature == JAVA
        ? new Finding("java", Verdict.OK, "Java " + Runtime.version())
        : new Finding(
            "java",
            Verdict.BROKEN,
            "Java %d runs, the appliance is made for %d: install JDK %d"
                .formatted(feature, JAVA, JAVA));
  }

  private static Finding aravis() {
    for (String folder : LIBRARY_FOLDERS) {
      if (Files.exists(Path.of(folder, ARAVIS))) {
        return new Finding("aravis", Verdict.OK, Path.of(folder, ARAVIS).toString());
      }
    }
    return new Finding(
        "aravis",
        Verdict.BROKEN,
        ARAVIS + " is missing, no camera can be opened: apt-get install libaravis-0.8-0");
  }

  private Finding clock() {
    Instant now = clock.instant();
    return now.isBefore(CLOCK_MIN)
        ? new Finding(
            "clock", Verdict.BROKEN, "the clock says " + now + ": set it, scans are named by it")
        : new Finding("clock", Verdict.OK, now.toString());
  }

  private static Finding packetSocket() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("CapEff:")) {
          long effective = Long.parseUnsignedLong(line.substring(7).strip(), 16);
          return (effective >> CAP_NET_RAW & 1) == 1
              ? new Finding("packets", Verdict.OK, "packet socket permitted (CAP_NET_RAW)")
              : new Finding(
                  "packets",
                  Verdict.WARNING,
                  "no CAP_NET_RAW, frames take the slower plain socket: grant it to the service");
        }
      }
    } catch (IOException | NumberFormatException e) {
      return new Finding("packets", Verdict.WARNING, "capabilities cannot be read: " + e);
    }
    return new Finding("packets", Verdict.WARNING, "the kernel states no capabilities");
  }

  private Optional<Configuration> configuration(List<Finding> findings) {
    Path file = config == null ? ConfigurationFile.DEFAULT : config;
    if (config == null && !Files.exists(file)) {
      findings.add(
          new Finding(
              "config",
              Verdict.WARNING,
              file + " does not exist: name another with --config to have it checked"));
      return Optional.empty();
    }
    try {
      Configuration configuration = ConfigurationFile.read(file);
      findings.add(new Finding("config", Verdict.OK, file.toString()));
      return Optional.of(configuration);
    } catch (ServerException e) {
      findings.add(new Finding("config", Verdict.BROKEN, Failures.sentence(e)));
      return Optional.empty();
    }
  }

  private static Finding disk(Path data) {
    Path existing = data.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    if (!Files.isWritable(existing)) {
      return new Finding(
          "disk", Verdict.BROKEN, existing + " cannot be written: change its owner or rights");
    }
    long free = DiskSpace.free(existing);
    String detail = "%s free at %s".formatted(DiskSpace.readable(free), existing);
    return free < FREE_GIB_MIN * GIB
        ? new Finding("disk", Verdict.WARNING, detail + ": free some, a box takes gigabytes")
        : new Finding("disk", Verdict.OK, detail);
  }

  private static Finding port(HttpSettings http) {
    String where = "%s:%d".formatted(http.host(), http.port());
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(http.host()), http.port()));
      return new Finding("port", Verdict.OK, where + " is free");
    } catch (UnknownHostException e) {
      return new Finding("port", Verdict.BROKEN, http.host() + " is no address: correct http.host");
    } catch (IOException e) {
      return new Finding(
          "port", Verdict.WARNING, where + " is in use, perhaps by the running appliance");
    }
  }

  private static Finding library(Configuration configuration) {
    if (configuration.library().isEmpty()) {
      return new Finding(
          "library",
          Verdict.WARNING,
          "none is configured, the built-in references name minerals: configure library");
    }
    try {
      SpectralLibrary library = SpectralLibraries.read(configuration.library().orElseThrow());
      long known =
          library.records().stream()
              .filter(record -> MineralDictionary.builtIn().ofRecord(record).isPresent())
              .count();
      return known == 0
          ? new Finding(
              "library",
              Verdict.BROKEN,
              library + " names no mineral that the dictionary knows: configure another")
          : new Finding(
              "library", Verdict.OK, "%s, %d of known minerals".formatted(library, known));
    } catch (FormatException | SpectralException e) {
      return new Finding("library", Verdict.BROKEN, Failures.sentence(e));
    }
  }

  private static Finding camera(StationConfiguration station, boolean applianceStopped) {
    String topic = "camera";
    if (!applianceStopped) {
      return new Finding(
          topic, Verdict.WARNING, station.id() + " is not asked, the running appliance holds it");
    }
    try (Camera camera = GigeCamera.open(station.cameraAddress())) {
      return new Finding(
          topic,
          Verdict.OK,
          "%s: %s %s at %s"
              .formatted(
                  station.id(),
                  camera.identity().model(),
                  camera.identity().serial(),
                  station.cameraAddress()));
    } catch (CameraException e) {
      return new Finding(topic, Verdict.BROKEN, station.id() + ": " + Failures.sentence(e));
    }
  }
}
