package org.petrascope.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Camera;
import org.petrascope.formats.DiskSpace;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.BadPixels;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.LampLight;
import org.petrascope.spectral.RawCube;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.SaturationLevel;
import org.petrascope.spectral.ScanId;
import org.petrascope.spectral.Sensor;
import org.petrascope.spectral.WhiteLight;
import org.petrascope.store.CaptureSettings;
import org.petrascope.store.ReferenceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a reference, checks it and keeps it only when it is good. For one thread at a time. */
final class ReferenceTaking {
  /** Whites that follow within this time show whether the light is steady. */
  private static final Duration CONSECUTIVE = Duration.ofHours(1);

  /** A steady lamp changes by less from one white to the next. */
  private static final double DRIFT_MAX = 0.01;

  /** Lamps and panel that nobody moved light the line alike from white to white. */
  private static final double REDISTRIBUTED_MAX = 0.1;

  private static final Logger LOG = LoggerFactory.getLogger(ReferenceTaking.class);

  private final Surroundings around;
  private final Preparation preparation;
  private final ReferenceShelf shelf;
  private final LampWatch lamp;
  private Optional<Seen> seen = Optional.empty();

  ReferenceTaking(Surroundings around, Preparation preparation, LampWatch lamp) {
    this.around = around;
    this.preparation = preparation;
    this.shelf = preparation.shelf();
    this.lamp = lamp;
  }

  /**
   * What the camera showed, and how.
   *
   * @param usual whether scans are taken so, by which lamps are judged
   */
  private record Taken(
      RawCube lines, Reference mean, AcquisitionConditions how, SensorView view, boolean usual) {
    int dnMax() {
      return view.dnMax();
    }

    Taken saturating(int levelDn) {
      return new Taken(lines, mean, how.withSaturationDn(levelDn), view, usual);
    }
  }

  /** Where a sensor was seen to say no more. */
  private record Seen(Sensor sensor, String format, int levelDn) {}

  /**
   * Takes one at every exposure of the station; gives that of scans. The camera is configured for
   * scans, before and after.
   */
  ReferenceRecord take(Reference.Kind kind, Camera camera, Exposures exposures) {
    exposures
        .shorter()
        .filter(shorter -> camera.capabilities().exposureUs().contains(shorter.exposureUs()))
        .ifPresent(
            shorter -> {
              tryAs(kind, camera, shorter);
              camera.configure(exposures.usual());
            });
    return take(kind, camera, exposures.usual(), true);
  }

  /** Scans can be made without it; what it would have healed names it again. */
  private void tryAs(Reference.Kind kind, Camera camera, AcquisitionSettings shorter) {
    try {
      takeAs(kind, camera, shorter);
    } catch (ScanException e) {
      LOG.warn(
          "no {} reference of {} ms for lines that saturate: {}",
          kind.word(),
          shorter.exposureUs() / 1000,
          e.getMessage());
    }
  }

  /** Takes one with these settings, which the camera keeps. */
  ReferenceRecord takeAs(Reference.Kind kind, Camera camera, AcquisitionSettings acquisition) {
    camera.configure(acquisition);
    return take(kind, camera, acquisition, false);
  }

  private ReferenceRecord take(
      Reference.Kind kind, Camera camera, AcquisitionSettings acquisition, boolean usual) {
    SensorView view = SensorView.of(camera.identity(), camera.capabilities(), acquisition);
    AcquisitionConditions how =
        preparation.conditions(view, camera.telemetry().sensorTemperatureC());
    Optional<ReferenceRecord> dark =
        kind == Reference.Kind.WHITE
            ? Optional.of(preparation.fresh(Reference.Kind.DARK, view, how.temperatureC()))
            : Optional.empty();
    long bytes = (long) ReferenceCapture.LINES * view.line().lineValues() * Short.BYTES;
    DiskSpace.require("the " + kind.word() + " reference", 2 * bytes, around.store().root());
    RawCube lines = new ReferenceCapture(camera, view.line(), acquisition.pixelFormat()).take(kind);
    Reference.Averager averager =
        new Reference.Averager(kind, view.settings().samples(), view.settings().bands(), how);
    averager.add(lines);
    Taken taken = new Taken(lines, averager.reference(), how, view, usual);
    return dark.map(record -> white(taken, shelf.read(record))).orElseGet(() -> dark(taken));
  }

  private ReferenceRecord dark(Taken taken) {
    refuse(ReferenceCheck.dark(taken.mean(), taken.dnMax()));
    BadPixels unknown = BadPixels.none(taken.mean().samples(), taken.mean().bands());
    ReferenceRecord record =
        record(taken)
            .warning(ReferenceCheck.darkAtZero(taken.mean()).map(List::of).orElse(List.of()));
    return kept(record, taken, unknown);
  }

  private ReferenceRecord white(Taken shown, Reference dark) {
    Detector detector = Detector.of(dark, shown.mean());
    Optional<ReferenceRecord> before = before(shown.view());
    OptionalInt level = saturation(shown, detector.badPixels(), before);
    Taken taken = level.isPresent() ? shown.saturating(level.getAsInt()) : shown;
    refuse(ReferenceCheck.white(taken.mean(), dark, level.orElse(taken.dnMax())));
    WhiteLight light = WhiteLight.of(taken.mean(), dark);
    Optional<WhiteLight> earlier = before.flatMap(shelf::light);
    refuse(PanelCheck.refusal(taken.lines(), dark, light, earlier));
    if (!taken.usual()) {
      return kept(record(taken), taken, detector.badPixels());
    }
    ReferenceRecord record =
        record(taken)
            .telling(
                detector.sentence(taken.view().wavelengths(), preparation.snrMin()), light.lamp());
    List<String> warnings = new ArrayList<>();
    warmingUp(record, before).ifPresent(warnings::add);
    earlier.flatMap(white -> moved(light, white)).ifPresent(warnings::add);
    return kept(record.warning(warnings), taken, detector.badPixels());
  }

  private static Optional<String> moved(WhiteLight light, WhiteLight earlier) {
    double change = light.redistributed(earlier);
    return change > REDISTRIBUTED_MAX
        ? Optional.of(
            "the light lies by up to %.0f %% otherwise along the line than in the white before: see that nobody moved lamps or panel"
                .formatted(100 * change))
        : Optional.empty();
  }

  /**
   * Where the sensor says no more: as this white shows, or one that was too bright to keep, or the
   * white before. Empty where nobody has seen it below the profile's limit.
   */
  private OptionalInt saturation(Taken white, BadPixels bad, Optional<ReferenceRecord> before) {
    String format = white.view().settings().pixelFormat();
    OptionalInt shown = SaturationLevel.of(white.mean(), bad, white.dnMax());
    if (shown.isPresent()) {
      seen = Optional.of(new Seen(white.view().sensor(), format, shown.getAsInt()));
      return shown;
    }
    Optional<Seen> remembered =
        seen.filter(it -> it.sensor().equals(white.view().sensor()) && it.format().equals(format));
    if (remembered.isPresent()) {
      return OptionalInt.of(remembered.get().levelDn());
    }
    return before
        .filter(earlier -> earlier.settings().pixelFormat().equals(format))
        .map(shelf::saturationDn)
        .orElseGet(OptionalInt::empty);
  }

  /** The white before of this camera and gain with this lamp, whatever its exposure. */
  private Optional<ReferenceRecord> before(SensorView view) {
    CaptureSettings own = view.settings();
    return lamp.whites(view.sensor()).stream()
        .filter(
            white ->
                white.sensor().equals(view.sensor())
                    && white.settings().samples() == own.samples()
                    && white.settings().bands() == own.bands()
                    && white.settings().spatialBinning() == own.spatialBinning()
                    && white.settings().spectralBinning() == own.spectralBinning()
                    && white.settings().gain() == own.gain())
        .findFirst();
  }

  private Optional<String> warmingUp(ReferenceRecord white, Optional<ReferenceRecord> before) {
    Optional<Duration> warmIn = lamp.status(Optional.empty()).warmIn();
    if (warmIn.isPresent()) {
      return Optional.of(
          "warming up: the lamp is warm in %s, capture a new white then"
              .formatted(LampStatus.minutes(warmIn.get())));
    }
    return before
        .filter(
            earlier ->
                Duration.between(earlier.takenAt(), white.takenAt()).compareTo(CONSECUTIVE) < 0)
        .flatMap(earlier -> drift(white, earlier));
  }

  private static Optional<String> drift(ReferenceRecord white, ReferenceRecord earlier) {
    double now = white.light().map(LampLight::level).orElseThrow();
    double change = now / earlier.light().map(LampLight::level).orElse(now) - 1;
    return Math.abs(change) > DRIFT_MAX
        ? Optional.of(
            "warming up: the white is %.1f %% %s than %s before, capture whites until two agree to %.0f %%"
                .formatted(
                    100 * Math.abs(change),
                    change > 0 ? "brighter" : "darker",
                    LampStatus.minutes(Duration.between(earlier.takenAt(), white.takenAt())),
                    100 * DRIFT_MAX))
        : Optional.empty();
  }

  private static void refuse(Optional<String> refusal) {
    if (refusal.isPresent()) {
      throw new ScanException(refusal.get());
    }
  }

  private ReferenceRecord kept(ReferenceRecord record, Taken taken, BadPixels bad) {
    shelf.put(record, new ReferenceShelf.Content(taken.lines(), taken.how(), bad), taken.view());
    return record;
  }

  private ReferenceRecord record(Taken taken) {
    Instant now = around.clock().instant();
    Reference.Kind kind = taken.mean().kind();
    return ReferenceRecord.of(
            kind.word() + "-" + ScanId.next(around.clock(), around.random()),
            kind,
            now,
            taken.view().sensor(),
            taken.view().settings(),
            taken.mean().linesAveraged(),
            ReferenceCheck.mean(taken.mean()))
        .at(taken.how().temperatureC());
  }
}
