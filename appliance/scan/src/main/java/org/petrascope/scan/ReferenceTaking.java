package org.petrascope.scan;

import java.time.Instant;
import java.util.Optional;
import org.petrascope.camera.Camera;
import org.petrascope.camera.PixelFormat;
import org.petrascope.formats.DiskSpace;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.BadPixels;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.RawCube;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ScanId;
import org.petrascope.store.ReferenceRecord;

/** Takes a reference, checks it and keeps it only when it is good. For one thread at a time. */
final class ReferenceTaking {
  private final Surroundings around;
  private final Preparation preparation;
  private final ReferenceShelf shelf;

  ReferenceTaking(Surroundings around, Preparation preparation) {
    this.around = around;
    this.preparation = preparation;
    this.shelf = preparation.shelf();
  }

  ReferenceRecord take(Reference.Kind kind, Camera camera, SensorView view, PixelFormat format) {
    Optional<Reference> dark =
        kind == Reference.Kind.WHITE
            ? Optional.of(shelf.read(shelf.require(Reference.Kind.DARK, view)))
            : Optional.empty();
    long bytes = (long) ReferenceCapture.LINES * view.line().lineValues() * Short.BYTES;
    DiskSpace.require("the " + kind.word() + " reference", 2 * bytes, around.store().root());
    AcquisitionConditions how =
        preparation.conditions(view, camera.telemetry().sensorTemperatureC());
    RawCube lines = new ReferenceCapture(camera, view.line(), format).take(kind);
    Reference.Averager averager =
        new Reference.Averager(kind, view.settings().samples(), view.settings().bands(), how);
    averager.add(lines);
    Reference reference = averager.reference();
    Optional<String> refusal =
        dark.map(d -> ReferenceCheck.white(reference, d, view.dnMax()))
            .orElseGet(() -> ReferenceCheck.dark(reference, view.dnMax()));
    if (refusal.isPresent()) {
      throw new ScanException(refusal.get());
    }
    Optional<Detector> detector = dark.map(d -> Detector.of(d, reference));
    String told =
        detector.map(d -> d.sentence(view.wavelengths(), preparation.snrMin())).orElse("");
    ReferenceRecord record = record(kind, view, reference).withDetector(told);
    BadPixels bad =
        detector
            .map(Detector::badPixels)
            .orElseGet(() -> BadPixels.none(reference.samples(), reference.bands()));
    shelf.put(record, new ReferenceShelf.Content(lines, how, bad), view);
    return record;
  }

  private ReferenceRecord record(Reference.Kind kind, SensorView view, Reference reference) {
    Instant now = around.clock().instant();
    return ReferenceRecord.of(
        kind.word() + "-" + ScanId.next(around.clock(), around.random()),
        kind,
        now,
        view.sensor(),
        view.settings(),
        reference.linesAveraged(),
        ReferenceCheck.mean(reference));
  }
}
