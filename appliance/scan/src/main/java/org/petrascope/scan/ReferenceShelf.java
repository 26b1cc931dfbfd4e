package org.petrascope.scan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.petrascope.camera.PixelFormat;
import org.petrascope.formats.DurableFiles;
import org.petrascope.formats.EnviReader;
import org.petrascope.formats.RawWriter;
import org.petrascope.formats.ReferenceFile;
import org.petrascope.formats.SpecimFolder;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.BadPixels;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.RawCube;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.WhiteLight;
import org.petrascope.store.CaptureSettings;
import org.petrascope.store.ReferenceRecord;
import org.petrascope.store.Store;

/** Puts references on disk and finds those that calibrate a capture. May be used by any thread. */
final class ReferenceShelf {
  /** In a reference's folder, where there are any. */
  static final String BAD_PIXELS = "bad-pixels.csv";

  /** Line rates that differ by less are the same one, rounded by the camera. */
  private static final double RATE_TOLERANCE = 1e-3;

  private final Store store;

  ReferenceShelf(Store store) {
    this.store = store;
  }

  /**
   * What is kept of a reference.
   *
   * @param badPixels of the detector, as far as this reference tells them
   */
  record Content(RawCube lines, AcquisitionConditions how, BadPixels badPixels) {}

  /**
   * Writes the lines that came whole and the bad pixels, then the row; when that fails, nothing is
   * there.
   */
  void put(ReferenceRecord reference, Content content, SensorView view) {
    Path folder = store.folder(reference);
    try {
      Path header = SpecimFolder.create(folder, reference.id()).header(reference.kind());
      write(header, content.lines(), view, content.how());
      if (content.badPixels().count() > 0) {
        BadPixelTable.write(folder.resolve(BAD_PIXELS), content.badPixels(), view.wavelengths());
      }
      DurableFiles.syncFolder(folder.resolveSibling("."));
      store.references().add(reference);
    } catch (RuntimeException e) {
      ScanFiles.remove(folder);
      throw e;
    }
  }

  private static void write(
      Path header, RawCube lines, SensorView view, AcquisitionConditions how) {
    CubeShape shape = lines.shape();
    try (RawWriter writer = RawWriter.create(header, shape, view.wavelengths(), how)) {
      for (int line = 0; line < shape.lines(); line++) {
        if (!lines.lost(line)) {
          writer.append(lines.bil(), lines.offset(line));
        }
      }
      writer.finish(new BitSet());
    }
  }

  Reference read(ReferenceRecord reference) {
    return ReferenceFile.read(reference.kind(), header(reference));
  }

  /** The light of a stored white, above the newest dark like it; empty where files are gone. */
  Optional<WhiteLight> light(ReferenceRecord white) {
    return store
        .references()
        .newest(Reference.Kind.DARK, white.sensor(), white.settings())
        .filter(dark -> Files.exists(header(dark)) && Files.exists(header(white)))
        .map(dark -> WhiteLight.of(read(white), read(dark)));
  }

  /** Where the sensor says no more, as a stored reference tells; empty where files are gone. */
  OptionalInt saturationDn(ReferenceRecord reference) {
    if (!Files.exists(header(reference))) {
      return OptionalInt.empty();
    }
    try (EnviReader reader = EnviReader.open(header(reference))) {
      return reader.header().conditions().saturationDn();
    }
  }

  /** Where the header of a reference lies. */
  Path header(ReferenceRecord reference) {
    return new SpecimFolder(store.folder(reference), reference.id()).header(reference.kind());
  }

  /** The newest that calibrates captures with these settings, or throws why there is none. */
  ReferenceRecord require(Reference.Kind kind, SensorView view) {
    return store
        .references()
        .newest(kind, view.sensor(), view.settings())
        .orElseThrow(() -> new ScanException(missing(kind, view)));
  }

  private String missing(Reference.Kind kind, SensorView view) {
    return store
        .references()
        .newest(kind, view.sensor())
        .flatMap(other -> misfit(other, view))
        .orElseGet(
            () ->
                "there is no %s reference of camera %s yet: %s"
                    .formatted(kind.word(), view.sensor().serial(), kind.remedy()));
  }

  /** Why a reference does not calibrate captures with these settings; empty when it does. */
  static Optional<String> misfit(ReferenceRecord reference, SensorView view) {
    CaptureSettings own = reference.settings();
    CaptureSettings wanted = view.settings();
    Reference.Kind kind = reference.kind();
    Optional<String> difference =
        conditions(reference).refusal(kind, conditions(wanted.pixelFormat(), view));
    if (difference.isPresent()) {
      return difference;
    }
    if (own.samples() != wanted.samples()
        || own.bands() != wanted.bands()
        || !own.pixelFormat().equals(wanted.pixelFormat())) {
      return Optional.of(
          "%s reference has %d samples x %d bands of %s, the scan %d x %d of %s: %s"
              .formatted(
                  kind.word(),
                  own.samples(),
                  own.bands(),
                  own.pixelFormat(),
                  wanted.samples(),
                  wanted.bands(),
                  wanted.pixelFormat(),
                  kind.remedy()));
    }
    if (!reference.sensor().calibrationPack().equals(view.sensor().calibrationPack())) {
      return Optional.of(
          "%s reference is of calibration pack %s, the camera uses %s: %s"
              .formatted(
                  kind.word(),
                  reference.sensor().calibrationPack(),
                  view.sensor().calibrationPack(),
                  kind.remedy()));
    }
    return Math.abs(own.lineRateHz() - wanted.lineRateHz()) > RATE_TOLERANCE * own.lineRateHz()
        ? Optional.of(
            "%s reference is for %s lines/s, the scan uses %s: %s"
                .formatted(kind.word(), own.lineRateHz(), wanted.lineRateHz(), kind.remedy()))
        : Optional.empty();
  }

  private static AcquisitionConditions conditions(ReferenceRecord reference) {
    return SensorView.conditions(
        reference.settings(),
        PixelFormat.named(reference.settings().pixelFormat()).dnMax(),
        OptionalDouble.empty());
  }

  private static AcquisitionConditions conditions(String pixelFormat, SensorView view) {
    return SensorView.conditions(
        view.settings(), PixelFormat.named(pixelFormat).dnMax(), OptionalDouble.empty());
  }
}
