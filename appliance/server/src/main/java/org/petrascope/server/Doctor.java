package org.petrascope.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.formats.DiskSpace;
import org.petrascope.formats.FormatException;
import org.petrascope.formats.SpectralLibraries;
import org.petrascope.gige.GigeHost;
import org.petrascope.scan.ReferenceJudge;
import org.petrascope.scan.StationStatus.CameraDescription;
import org.petrascope.spectral.MineralDictionary;
import org.petrascope.spectral.SpectralException;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.store.Store;
import org.petrascope.store.StoreException;

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
  private static final int REFERENCES_MAX = 50;

  /** For each answer of a running appliance. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Of the data folder; a store that is not there is not made. */
  private static final String DATABASE = "petrascope.db";

  /** No clock of an appliance was right before the software was made. */
  private static final Instant CLOCK_MIN = Instant.parse("2026-01-01T00:00:00Z");

  private final @Nullable Path config;
  private final Clock clock;
  private final GigeHost host;

  /** Examines the configuration in this file, or the default one where it exists. */
  Doctor(@Nullable Path config, Clock clock, GigeHost host) {
    this.config = config;
    this.clock = clock;
    this.host = host;
  }

  List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(aravis());
    findings.add(clock());
    findings.addAll(HostChecks.of(host));
    HostChecks.graphics().ifPresent(findings::add);
    Optional<Configuration> configuration = configuration(findings);
    configuration.ifPresent(
        c -> {
          findings.add(disk(c.data()));
          Finding port = port(c.http());
          findings.add(port);
          findings.add(library(c));
          boolean stopped = port.verdict() == Finding.Verdict.OK;
          if (stopped) {
            stations(c, findings);
          } else if (port.verdict() == Finding.Verdict.WARNING) {
            findings.addAll(running(c));
          }
          for (StationConfiguration station : c.stations()) {
            station.stage().ifPresent(s -> findings.add(s.examine(station.id(), stopped)));
          }
        });
    return findings;
  }

  private static Finding java() {
    int feature = Runtime.version().feature();
    return feature == JAVA
        ? Finding.ok("java", "Java " + Runtime.version())
        : Finding.broken(
            "java",
            "Java %d runs, the appliance is made for %d".formatted(feature, JAVA),
            "install JDK " + JAVA);
  }

  private static Finding aravis() {
    for (String folder : LIBRARY_FOLDERS) {
      if (Files.exists(Path.of(folder, ARAVIS))) {
        return Finding.ok("aravis", Path.of(folder, ARAVIS).toString());
      }
    }
    return Finding.broken(
        "aravis",
        ARAVIS + " is missing, no camera can be opened",
        "apt-get install libaravis-0.8-0");
  }

  private Finding clock() {
    Instant now = clock.instant();
    return now.isBefore(CLOCK_MIN)
        ? Finding.broken(
            "clock",
            "the clock says %s, and scans are named by it".formatted(now),
            "timedatectl set-ntp true")
        : Finding.ok("clock", now.toString());
  }

  private Optional<Configuration> configuration(List<Finding> findings) {
    Path file = config == null ? ConfigurationFile.DEFAULT : config;
    if (config == null && !Files.exists(file)) {
      findings.add(
          Finding.warning(
              "config", file + " does not exist", "name another with --config to have it checked"));
      return Optional.empty();
    }
    try {
      Configuration configuration = ConfigurationFile.read(file);
      findings.add(Finding.ok("config", file.toString()));
      return Optional.of(configuration);
    } catch (ServerException e) {
      findings.add(Finding.broken("config", Failures.sentence(e)));
      return Optional.empty();
    }
  }

  private static Finding disk(Path data) {
    Path existing = data.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    if (!Files.isWritable(existing)) {
      return Finding.broken(
          "disk", existing + " cannot be written", "chown petrascope " + existing);
    }
    long free = DiskSpace.free(existing);
    String detail = "%s free at %s".formatted(DiskSpace.readable(free), existing);
    return free < FREE_GIB_MIN * GIB
        ? Finding.warning(
            "disk", detail + ", and a box takes gigabytes", "delete what is not needed there")
        : Finding.ok("disk", detail);
  }

  private static Finding port(HttpSettings http) {
    String where = "%s:%d".formatted(http.host(), http.port());
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(http.host()), http.port()));
      return Finding.ok("port", where + " is free");
    } catch (UnknownHostException e) {
      return Finding.broken("port", http.host() + " is no address", "correct http.host");
    } catch (IOException e) {
      return Finding.warning(
          "port",
          where + " is in use, perhaps by the running appliance",
          "ss -ltnp 'sport = :%d' names the program".formatted(http.port()));
    }
  }

  private static Finding library(Configuration configuration) {
    if (configuration.library().isEmpty()) {
      return Finding.warning(
          "library",
          "none is configured, the built-in references name minerals",
          "configure library");
    }
    try {
      SpectralLibrary library = SpectralLibraries.read(configuration.library().orElseThrow());
      long known =
          library.records().stream()
              .filter(record -> MineralDictionary.builtIn().ofRecord(record).isPresent())
              .count();
      return known == 0
          ? Finding.broken(
              "library",
              library + " names no mineral that the dictionary knows",
              "configure another")
          : Finding.ok("library", "%s, %d of known minerals".formatted(library, known));
    } catch (FormatException | SpectralException e) {
      return Finding.broken("library", Failures.sentence(e));
    }
  }

  /** What stopped cameras and stored references tell; nobody else may hold them. */
  private void stations(Configuration configuration, List<Finding> findings) {
    Map<StationConfiguration, CameraDescription> cameras = new LinkedHashMap<>();
    for (StationConfiguration station : configuration.stations()) {
      CameraChecks.Result result = CameraChecks.of(station);
      findings.addAll(result.findings());
      result.camera().ifPresent(camera -> cameras.put(station, camera));
    }
    if (cameras.isEmpty()) {
      return;
    }
    if (!Files.exists(configuration.data().resolve(DATABASE))) {
      cameras.keySet().forEach(s -> findings.addAll(ReferenceChecks.of(s.id(), List.of())));
      return;
    }
    try (Store store = Store.open(configuration.data(), clock)) {
      cameras.forEach(
          (station, camera) ->
              findings.addAll(
                  ReferenceChecks.of(station.id(), references(store, station, camera))));
    } catch (StoreException e) {
      findings.add(Finding.broken("references", Failures.sentence(e)));
    }
  }

  private List<ReferenceView> references(
      Store store, StationConfiguration station, CameraDescription camera) {
    return new ReferenceJudge(station.references(), clock.instant())
        .of(store.references().newest(REFERENCES_MAX), camera, station.acquisition()).stream()
            .map(ReferenceView::of)
            .toList();
  }

  /** What the running appliance tells of its cameras and references. */
  private static List<Finding> running(Configuration configuration) {
    List<Finding> findings = new ArrayList<>();
    try (ApplianceClient client = ApplianceClient.of(configuration, PATIENCE)) {
      for (JsonNode station : client.get("/stations")) {
        String id = station.path("id").asText();
        JsonNode camera = station.path("camera");
        findings.add(
            camera.path("connected").asBoolean()
                ? Finding.ok(
                    "camera",
                    "%s %s of %s is held by the running appliance"
                        .formatted(
                            camera.path("model").asText(), camera.path("serial").asText(), id))
                : Finding.broken("camera", id + ": " + camera.path("message").asText()));
        List<ReferenceView> references = new ArrayList<>();
        for (JsonNode reference : client.get("/stations/" + id + "/references")) {
          references.add(Json.MAPPER.convertValue(reference, ReferenceView.class));
        }
        findings.addAll(ReferenceChecks.of(id, references));
        findings.add(lamp(id, station.path("lamp")));
      }
    } catch (ServerException e) {
      findings.add(
          Finding.warning(
              "camera",
              "cameras are not asked, because another program has the appliance's port",
              "end it, which ss -ltnp 'sport = :%d' names, then ask the doctor again"
                  .formatted(configuration.http().port())));
    }
    return findings;
  }

  private static Finding lamp(String station, JsonNode lamp) {
    String detail = "%s: %s".formatted(station, lamp.path("message").asText());
    List<String> warnings = new ArrayList<>();
    lamp.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    return warnings.isEmpty()
        ? Finding.ok("lamp", detail)
        : Finding.warning(
            "lamp", detail + "; " + String.join("; ", warnings), "have a new lamp ready");
  }
}
