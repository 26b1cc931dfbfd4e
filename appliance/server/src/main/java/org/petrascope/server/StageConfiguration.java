package org.petrascope.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.petrascope.scan.SaturationLimits;
import org.petrascope.scan.StageSettings;
import org.petrascope.scan.StationStage;
import org.petrascope.stage.ConveyorFile;
import org.petrascope.stage.GrblStage;
import org.petrascope.stage.SimulatedStage;
import org.petrascope.stage.Stage;
import org.petrascope.stage.StageClock;
import org.petrascope.stage.StageDescription;
import org.petrascope.stage.StageException;
import org.petrascope.stage.StageStatus;

/**
 * A station's stage as the configuration names it.
 *
 * @param port serial port of its controller; empty where it is simulated
 * @param axis the controller's axis that carries the core
 * @param conveyor file in which a simulated stage tells how it moves
 */
record StageConfiguration(
    Kind kind, String port, char axis, StageSettings settings, Optional<Path> conveyor) {
  private static final StageDescription SIMULATED =
      new StageDescription("simulated conveyor", 200, 500, 100, false);

  /** Beyond the way of the lines, for ramps and the run-up. */
  private static final double SIMULATED_SPARE_MM = 500;

  private static final Range POSITION_MM = new Range(-100_000, 100_000);

  /** What moves the stage. */
  enum Kind {
    GRBL,
    SIMULATED
  }

  /**
   * Reads the section; empty where the station has none.
   *
   * @param folder that relative paths are taken from
   */
  static Optional<StageConfiguration> read(Section station, Path folder) {
    if (!station.has("stage")) {
      return Optional.empty();
    }
    Section section = station.section("stage");
    Kind kind = section.requiredChoice("kind", StageConfiguration::kind, Kind.SIMULATED);
    String port = kind == Kind.GRBL ? section.requiredText("port") : "";
    char axis = section.choice("axis", 'X', StageConfiguration::axis);
    double start = section.requiredNumber("startMm", POSITION_MM);
    double end = section.requiredNumber("endMm", POSITION_MM);
    OptionalDouble fieldOfView =
        section.has("fieldOfViewMm")
            ? OptionalDouble.of(section.number("fieldOfViewMm", Range.ABOVE_ZERO, 1))
            : OptionalDouble.empty();
    if (fieldOfView.isPresent() && station.has("linePitchMm")) {
      section.problem(
          "fieldOfViewMm", "and linePitchMm both say how far lines are apart: keep one");
    }
    SaturationLimits saturation = saturation(section.section("saturated"));
    Optional<Path> conveyor =
        section.has("conveyor")
            ? Optional.of(folder.resolve(section.text("conveyor", "")))
            : Optional.empty();
    if (conveyor.isPresent() && kind == Kind.GRBL) {
      section.problem("conveyor", "is for kind simulated: a real stage moves real core");
    }
    section.refuseUnknownKeys();
    if (start == end) {
      if (section.has("startMm") && section.has("endMm")) {
        section.problem("endMm", "is startMm: a scan goes from one to the other");
      }
      end = start + 1;
    }
    StageSettings settings = new StageSettings(start, end, fieldOfView, saturation);
    return Optional.of(new StageConfiguration(kind, port, axis, settings, conveyor));
  }

  private static SaturationLimits saturation(Section section) {
    SaturationLimits usual = SaturationLimits.DEFAULT;
    double part = section.number("exposurePart", Range.ABOVE_ZERO, usual.exposurePart());
    if (part >= 1) {
      section.problem("exposurePart", "is %s: expected a number below 1".formatted(part));
      part = usual.exposurePart();
    }
    SaturationLimits limits =
        new SaturationLimits(
            section.number("share", new Range(0, 1), usual.share()),
            section.integer("lines", new Range(1, Integer.MAX_VALUE), usual.lines()),
            part);
    section.refuseUnknownKeys();
    return limits;
  }

  private static Kind kind(String word) {
    return switch (word) {
      case "grbl" -> Kind.GRBL;
      case "simulated" -> Kind.SIMULATED;
      default ->
          throw new IllegalArgumentException(
              "%s is no kind of stage: use grbl or simulated".formatted(word));
    };
  }

  private static char axis(String word) {
    if (!word.matches("[XYZ]")) {
      throw new IllegalArgumentException("axis %s is unknown: use X, Y or Z".formatted(word));
    }
    return word.charAt(0);
  }

  /** Opens the stage, or throws a {@link org.petrascope.stage.StageException}. */
  Stage open() {
    return switch (kind) {
      case GRBL -> GrblStage.open(port, axis);
      case SIMULATED -> simulated();
    };
  }

  private Stage simulated() {
    SimulatedStage stage =
        new SimulatedStage(
            SIMULATED,
            Math.min(settings.startMm(), settings.endMm()) - SIMULATED_SPARE_MM,
            Math.max(settings.startMm(), settings.endMm()) + SIMULATED_SPARE_MM,
            StageClock.REAL);
    double direction = Math.signum(settings.endMm() - settings.startMm());
    return conveyor
        .map(
            file ->
                stage.watchedBy(
                    motion ->
                        ConveyorFile.write(file, motion.along(settings.startMm(), direction))))
        .orElse(stage);
  }

  StationStage stage() {
    return new StationStage(settings, this::open);
  }

  /**
   * What the doctor finds when it asks the stage, which moves nothing.
   *
   * @param applianceStopped whether nobody else holds the port
   */
  Finding examine(String station, boolean applianceStopped) {
    String topic = "stage";
    if (!applianceStopped) {
      return Finding.warning(
          topic,
          "that of %s is not asked, the running appliance holds it".formatted(station),
          "see GET /api/v1/stations, or stop the appliance and ask the doctor again");
    }
    try (Stage stage = open()) {
      String name = stage.description().name();
      StageStatus status = stage.status();
      String where = "%s: %s at %.1f mm".formatted(station, name, status.positionMm());
      if (status.state() != StageStatus.State.ALARM) {
        return Finding.ok(topic, where);
      }
      return stage.description().homes()
          ? Finding.warning(
              topic, where + ", not homed", "keep its way clear, the next scan homes it")
          : Finding.warning(
              topic, where + ", locked after an alarm", "clear its way, then unlock it with $X");
    } catch (StageException e) {
      return Finding.broken(topic, station + ": " + Failures.sentence(e));
    }
  }
}
