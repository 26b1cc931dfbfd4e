package org.petrascope.scan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.petrascope.camera.Camera;
import org.petrascope.formats.DiskSpace;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.SplicedCalibration;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CalibrationRef;
import org.petrascope.spectral.Provenance;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ReferenceSet;
import org.petrascope.spectral.ScanId;
import org.petrascope.spectral.Sensor;
import org.petrascope.spectral.WavelengthRef;
import org.petrascope.spectral.Wavelengths;
import org.petrascope.store.CaptureSettings;
import org.petrascope.store.ReferencePair;
import org.petrascope.store.ReferenceRecord;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanRequest;
import org.petrascope.store.ScanState;

/**
 * Everything that can be found out before the first line of a scan: whether it has references, room
 * on disk, and a library or a model that its sensor can use. For one thread at a time.
 */
final class Preparation {
  /** Left free for the database and the small files. */
  private static final long SPARE_BYTES = 32L << 20;

  /** Pictures are no taller and take at most this a pixel. */
  private static final int PICTURE_LINES_MAX = 4096;

  private static final int PICTURE_BYTES = 8;

  /** Class and flags of a pixel. */
  private static final int MAP_BYTES = 3;

  private final StationSettings settings;
  private final Surroundings around;
  private final ReferenceShelf shelf;
  private final MapperShelf mappers;

  Preparation(StationSettings settings, Surroundings around) {
    this.settings = settings;
    this.around = around;
    this.shelf = new ReferenceShelf(around.store());
    this.mappers = new MapperShelf(settings.identifications());
  }

  double snrMin() {
    return settings.snrMin();
  }

  ReferenceShelf shelf() {
    return shelf;
  }

  /** A scan that can begin. */
  record Ready(
      ScanRecord scan,
      Optional<WavelengthRef> wavelengths,
      Calibration calibration,
      OpenedMapper opened,
      LiveLines.Format format) {}

  ScanFiles files(ScanRecord scan) {
    return ScanFiles.of(around.store().folder(scan), scan);
  }

  /** Finds everything a scan needs, or throws why it cannot begin; writes nothing. */
  Ready scan(ScanRequest request, SensorView view, Camera camera) {
    requireWidth(request, view);
    AcquisitionConditions how = conditions(view, camera.telemetry().sensorTemperatureC());
    ReferencePair pair = fresh(view, how.temperatureC());
    Optional<WavelengthRef> known = known(view.sensor());
    Wavelengths wavelengths =
        known.map(found -> found.of(view.wavelengths())).orElse(view.wavelengths());
    Calibration calibration = calibration(pair, wavelengths, how);
    OpenedMapper opened = mappers.current(calibration);
    long bytes = bytes(request, view.settings(), opened.layers());
    DiskSpace.require("the scan", bytes, around.store().root());
    ScanRecord scan =
        ScanRecord.begin(
            ScanId.next(around.clock(), around.random()),
            settings.id(),
            request,
            view.sensor(),
            view.settings(),
            pair,
            around.clock().instant());
    return new Ready(
        scan,
        known,
        calibration,
        opened,
        new LiveLines.Format(view.line().withLines(request.lines()), view.wavelengths(), how));
  }

  /** The references that calibrate captures with these settings now, or throws why none do. */
  ReferencePair fresh(SensorView view, OptionalDouble sensorC) {
    return new ReferencePair(
        fresh(Reference.Kind.DARK, view, sensorC), fresh(Reference.Kind.WHITE, view, sensorC));
  }

  ReferenceRecord fresh(Reference.Kind kind, SensorView view, OptionalDouble sensorC) {
    ReferenceRecord newest = shelf.require(kind, view);
    stale(newest, sensorC)
        .ifPresent(
            why -> {
              throw new ScanException(why);
            });
    return newest;
  }

  private Optional<String> stale(ReferenceRecord reference, OptionalDouble sensorC) {
    return settings.references().stale(reference, around.clock().instant(), sensorC);
  }

  /**
   * The newest references of a sensor, and whether they calibrate captures with these settings now.
   */
  List<JudgedReference> judged(SensorView view, OptionalDouble sensorC, int limit) {
    return new ReferenceJudge(settings.references(), around.clock().instant())
        .of(around.store().references().newest(limit), view, sensorC);
  }

  /** What the latest check says of this sensor's wavelengths. */
  private Optional<WavelengthRef> known(Sensor sensor) {
    return around
        .store()
        .wavelengthChecks()
        .newest(sensor)
        .map(
            check ->
                new WavelengthRef(
                    check.id(), check.tile(), check.shift(), settings.wavelength().corrected()));
  }

  private static void requireWidth(ScanRequest request, SensorView view) {
    if (request.template().samplesMin() > view.settings().samples()) {
      throw new ScanException(
          "the box template needs %d samples, the camera has %d: correct the rows of the template"
              .formatted(request.template().samplesMin(), view.settings().samples()));
    }
  }

  /**
   * Bytes of raw, products and what else is written meanwhile.
   *
   * @param layers values of a pixel in the files of abundances and their intervals
   */
  static long bytes(ScanRequest request, CaptureSettings settings, int layers) {
    long line = (long) settings.samples() * settings.bands() * Short.BYTES;
    return request.lines() * line + productBytes(request, settings, layers);
  }

  private static long productBytes(ScanRequest request, CaptureSettings settings, long layers) {
    long pixels = (long) request.lines() * settings.samples();
    long pictured = (long) Math.min(request.lines(), PICTURE_LINES_MAX) * settings.samples();
    return pixels * (MAP_BYTES + Float.BYTES * layers) + pictured * PICTURE_BYTES + SPARE_BYTES;
  }

  AcquisitionConditions conditions(SensorView view, OptionalDouble temperatureC) {
    return SensorView.conditions(view.settings(), view.dnMax(), temperatureC);
  }

  Calibration calibration(ReferencePair pair, Wavelengths sensor, AcquisitionConditions how) {
    Reference dark = shelf.read(pair.dark());
    Reference white = shelf.read(pair.white());
    ReferenceSet references = new ReferenceSet(dark, white, settings.panel());
    return Calibration.of(references, sensor, how, settings.snrMin());
  }

  /** Makes the scan's folder and its row; when that fails, neither is there. */
  void begin(Ready ready) {
    ScanRecord scan = ready.scan();
    ScanFiles files = files(scan);
    files.create();
    try {
      for (String id : List.of(scan.darkId(), scan.whiteId())) {
        ReferenceRecord reference = reference(id);
        files.addReference(reference.kind(), shelf.header(reference));
      }
      files.remember(ready.opened().reference());
      ready.wavelengths().ifPresent(files::rememberWavelengths);
      around.store().scans().begin(scan);
    } catch (RuntimeException e) {
      files.discard();
      throw e;
    }
  }

  /** A scan of this station, which does nothing else, whose products are still to be made. */
  ScanRecord unfinished(ScanId id) {
    ScanRecord scan = around.store().scans().require(id);
    if (!scan.station().equals(settings.id())) {
      throw new ScanException(
          "scan %s is of station %s: finish it there".formatted(id, scan.station()));
    }
    if (scan.state() == ScanState.FINISHED) {
      throw new ScanException("scan %s is finished already: look at its products".formatted(id));
    }
    return scan;
  }

  /** Tells that products of an ended scan are being made. */
  void resume(ScanRecord scan) {
    ScanRecord.Progress resumed =
        new ScanRecord.Progress(
            ScanState.FINISHING,
            "",
            scan.progress().lines(),
            scan.progress().linesLost(),
            Optional.empty());
    around.store().scans().update(scan.id(), resumed, around.clock().instant());
  }

  /** What turns the raw lines of an ended scan into products, or why it cannot be. */
  ScanJob.Means fromRaw(ScanRecord scan, LineSink progress) {
    AcquisitionConditions how;
    Wavelengths sensor;
    try (EnviReader reader = EnviReader.recover(files(scan).raw())) {
      how = reader.header().conditions();
      sensor = reader.requireWavelengths();
    }
    ReferencePair pair = new ReferencePair(reference(scan.darkId()), reference(scan.whiteId()));
    Wavelengths wavelengths = files(scan).wavelengths(sensor);
    Calibration calibration = calibration(pair, wavelengths, how);
    OpenedMapper opened = mappers.asBegun(files(scan), calibration);
    long bytes = productBytes(scan.request(), scan.settings(), opened.layers());
    DiskSpace.require("finishing the scan", bytes, around.store().root());
    return means(scan, calibration, opened, progress).with(retaken(scan, calibration));
  }

  /**
   * The lines of a scan that were taken again.
   *
   * @param usual what calibrates the others
   */
  RetakenLines retaken(ScanRecord scan, Calibration usual) {
    ScanFiles files = files(scan);
    return new RetakenLines(
        files, SplicedCalibration.of(files.raw(), usual, settings.panel(), settings.snrMin()));
  }

  ReferenceRecord reference(String id) {
    return around
        .store()
        .references()
        .find(id)
        .orElseThrow(
            () ->
                new ScanException(
                    "reference %s of the scan is not known here: scan the box again"
                        .formatted(id)));
  }

  ScanJob.Means means(
      ScanRecord scan, Calibration calibration, OpenedMapper opened, LineSink progress) {
    Provenance provenance =
        new Provenance(
            scan.id(),
            scan.sensor(),
            new CalibrationRef(
                    scan.darkId(),
                    scan.whiteId(),
                    settings.panel().name(),
                    calibration.unstated(),
                    calibration.maskedNm())
                .warning(warnings(scan)),
            files(scan).wavelengths(),
            opened.reference(),
            opened.mapper().inferred(),
            around.execution(),
            around.clock().instant());
    return new ScanJob.Means(
        calibration, opened.mapper(), settings.mapperThreads(), provenance, progress);
  }

  /** Why the references of a scan are to be used with care. */
  private List<String> warnings(ScanRecord scan) {
    return Stream.of(scan.darkId(), scan.whiteId())
        .map(this::reference)
        .flatMap(
            reference ->
                reference.warnings().stream()
                    .map(why -> "%s reference: %s".formatted(reference.kind().word(), why)))
        .toList();
  }
}
