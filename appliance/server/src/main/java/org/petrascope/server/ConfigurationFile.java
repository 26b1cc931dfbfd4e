package org.petrascope.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.PixelFormat;
import org.petrascope.camera.Trigger;
import org.petrascope.formats.Spelling;
import org.petrascope.gige.CalibrationPack;
import org.petrascope.gige.CameraProfile;
import org.petrascope.gige.CameraProfiles;
import org.petrascope.scan.ReferenceLimits;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.MapMethod;

/**
 * Reads the configuration: one YAML (or JSON) file with {@code version: 1}. All problems are
 * reported together; relative paths are taken from the file's folder.
 */
final class ConfigurationFile {
  static final Path DEFAULT = Path.of("/etc/petrascope/petrascope.yaml");
  private static final int VERSION = 1;
  private static final double EXPOSURE_US_DEFAULT = 1500;

  /** More than any camera has, in dB or in steps of its own. */
  private static final double GAIN_MAX = 10_000;

  private static final double LINE_RATE_HZ_DEFAULT = 100;
  private static final double LINE_PITCH_MM_DEFAULT = 0.5;

  /** A year. */
  private static final int MINUTES_MAX = 525_600;

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private final Path folder;
  private final List<String> problems = new ArrayList<>();

  private ConfigurationFile(Path folder) {
    this.folder = folder;
  }

  /** The configuration in the file; refused as a whole, with every problem it has. */
  static Configuration read(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    ConfigurationFile reader = new ConfigurationFile(folder == null ? Path.of("/") : folder);
    Configuration configuration = reader.parse(tree(file));
    if (!reader.problems.isEmpty()) {
      throw new ServerException(
          ServerException.Kind.UNUSABLE,
          "configuration %s is refused, correct %s: %s"
              .formatted(
                  file,
                  reader.problems.size() == 1 ? "this" : "these",
                  String.join("; ", reader.problems)));
    }
    return configuration;
  }

  private static JsonNode tree(Path file) {
    try {
      return YAML.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new ServerException(
          ServerException.Kind.UNUSABLE,
          "configuration %s is not YAML at line %d, column %d: %s"
              .formatted(
                  file,
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("check the indentation")));
    } catch (IOException e) {
      throw new ServerException(
          ServerException.Kind.UNUSABLE,
          "configuration %s cannot be read: name an existing file with --config".formatted(file));
    }
  }

  private Configuration parse(JsonNode tree) {
    if (!tree.isObject()) {
      problems.add("the file holds no keys: start with version: " + VERSION);
    }
    Section root = Section.root(tree, problems);
    if (root.integer("version", new Range(1, VERSION), 0) == 0 && !root.has("version")) {
      root.problem("version", "is missing: this appliance reads version " + VERSION);
    }
    Configuration configuration =
        new Configuration(
            folder.resolve(root.requiredText("data")),
            http(root.section("http")),
            file(root, "library"),
            root.choice("method", MapMethod.AUTO, ConfigurationFile::method),
            stations(root),
            SyncConfiguration.read(root, folder),
            UpdateConfiguration.read(root.section("update"), folder));
    root.refuseUnknownKeys();
    return configuration;
  }

  /** The method of this name; wrong names are told the right ones. */
  static MapMethod method(String label) {
    List<String> labels = Arrays.stream(MapMethod.values()).map(MapMethod::label).toList();
    return MapMethod.ofLabel(label)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "method %s is unknown: %s"
                        .formatted(label, Spelling.suggestion(label, labels))));
  }

  private Optional<Path> file(Section section, String key) {
    if (!section.has(key)) {
      return Optional.empty();
    }
    Path path = folder.resolve(section.text(key, ""));
    if (!Files.isRegularFile(path)) {
      section.problem(key, "names " + path + ", which is no file");
    }
    return Optional.of(path);
  }

  private HttpSettings http(Section section) {
    List<String> names = new ArrayList<>();
    for (JsonNode name : section.values("names")) {
      if (!name.isTextual()) {
        section.problem("names", "holds %s: expected host names".formatted(name));
      }
      names.add(name.asText());
    }
    HttpSettings http =
        new HttpSettings(
            section.text("host", HttpSettings.HOST_DEFAULT),
            section.integer("port", new Range(0, 65535), HttpSettings.PORT_DEFAULT),
            names,
            section.has("tls") ? tls(section.section("tls")) : new TlsChoice.None());
    section.refuseUnknownKeys();
    return http;
  }

  private TlsChoice tls(Section section) {
    boolean brought = section.has("certificate") || section.has("key");
    TlsChoice tls =
        brought
            ? new TlsChoice.Brought(secret(section, "certificate"), secret(section, "key"))
            : new TlsChoice.OfTheBox();
    section.refuseUnknownKeys();
    return tls;
  }

  /** A file that must be named. */
  private Path secret(Section section, String key) {
    section.requiredText(key);
    return SystemdCredentials.path(section, key, folder).orElse(folder);
  }

  private List<StationConfiguration> stations(Section root) {
    List<StationConfiguration> stations = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section section : root.sections("stations")) {
      StationConfiguration station = station(section);
      if (!station.id().isEmpty() && !ids.add(station.id())) {
        section.problem("id", "is " + station.id() + " a second time: every station has its own");
      }
      stations.add(station);
    }
    if (stations.isEmpty()) {
      root.problem("stations", "are missing: name at least one with id, name and camera");
    }
    return stations;
  }

  private StationConfiguration station(Section section) {
    Section camera = section.section("camera");
    String id = section.requiredText("id");
    if (!id.isEmpty() && !id.matches("[a-z0-9][a-z0-9-]*")) {
      section.problem("id", "is " + id + ": use small letters, digits and hyphens");
    }
    StationConfiguration station =
        new StationConfiguration(
            id,
            section.text("name", id),
            camera(camera),
            acquisition(camera),
            section.number("linePitchMm", Range.ABOVE_ZERO, LINE_PITCH_MM_DEFAULT),
            file(section, "panel"),
            file(section, "tile"),
            section.flag("correctWavelengths"),
            section.ranges("rows"),
            StageConfiguration.read(section, folder),
            section.number("snrMin", new Range(0, Double.MAX_VALUE), Detector.SNR_MIN_DEFAULT),
            references(section.section("references")));
    camera.refuseUnknownKeys();
    section.refuseUnknownKeys();
    return station;
  }

  private CameraConfiguration camera(Section camera) {
    return new CameraConfiguration(
        camera.requiredText("address"),
        described(camera, "profile", this::profile),
        described(camera, "calibrationPack", name -> CalibrationPack.inFile(folder.resolve(name))));
  }

  private CameraProfile profile(String name) {
    CameraProfiles builtIn = CameraProfiles.builtIn();
    return builtIn.names().contains(name)
        ? builtIn.named(name)
        : CameraProfiles.inFile(folder.resolve(name));
  }

  private static <T> Optional<T> described(Section camera, String key, Function<String, T> reader) {
    if (!camera.has(key)) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(camera.text(key, "")));
    } catch (CameraException e) {
      camera.problem(key, "is refused: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Trigger trigger(String word) {
    return switch (word) {
      case "free" -> Trigger.FREE_RUNNING;
      case "encoder" -> Trigger.ENCODER;
      default ->
          throw new IllegalArgumentException("%s is unknown: use free or encoder".formatted(word));
    };
  }

  private static ReferenceLimits references(Section section) {
    ReferenceLimits usual = ReferenceLimits.DEFAULT;
    ReferenceLimits limits =
        new ReferenceLimits(
            minutes(section, "maxAgeMinutes", new Range(1, MINUTES_MAX), usual.ageMax()),
            section.number("maxTemperatureChangeK", Range.ABOVE_ZERO, usual.temperatureMaxK()),
            minutes(section, "warmUpMinutes", new Range(0, MINUTES_MAX), usual.warmUp()));
    section.refuseUnknownKeys();
    return limits;
  }

  private static Duration minutes(Section section, String key, Range range, Duration usual) {
    return Duration.ofSeconds(
        Math.round(60 * section.number(key, range, (double) usual.toMinutes())));
  }

  private AcquisitionSettings acquisition(Section camera) {
    PixelFormat format =
        camera.choice("pixelFormat", PixelFormat.MONO12_PACKED, PixelFormat::named);
    double exposureUs = camera.number("exposureUs", Range.ABOVE_ZERO, EXPOSURE_US_DEFAULT);
    double lineRateHz = camera.number("lineRateHz", Range.ABOVE_ZERO, LINE_RATE_HZ_DEFAULT);
    int spatial = camera.integer("spatialBinning", new Range(1, 8), 1);
    int spectral = camera.integer("spectralBinning", new Range(1, 8), 1);
    Trigger trigger = camera.choice("trigger", Trigger.FREE_RUNNING, ConfigurationFile::trigger);
    double gain = camera.number("gain", new Range(0, GAIN_MAX), 0);
    try {
      return new AcquisitionSettings(
          format, exposureUs, lineRateHz, spatial, spectral, trigger, gain);
    } catch (IllegalArgumentException e) {
      camera.problem("exposureUs", "is refused: " + e.getMessage());
      return new AcquisitionSettings(format, 1, 1, spatial, spectral);
    }
  }
}
