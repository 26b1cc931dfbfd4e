package org.petrascope.scan;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import org.petrascope.camera.PixelFormat;
import org.petrascope.formats.DurableFiles;
import org.petrascope.formats.RawWriter;
import org.petrascope.formats.ReferenceFile;
import org.petrascope.formats.SpecimFolder;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.BadPixels;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.RawCube;
import org.petrascope.spectral.Reference;
import org.petrascope.store.ReferencePair;
import org.petrascope.store.ReferenceRecord;
import org.petrascope.store.Store;

/** Puts references on disk and finds those that calibrate a capture. May be used by any thread. */
final class ReferenceShelf {
  /** In a reference's folder, where there are any. */
  static final String BAD_PIXELS = "bad-pixels.csv";

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

  /** Where the header of a reference lies. */
  Path header(ReferenceRecord reference) {
    return new SpecimFolder(store.folder(reference), reference.id()).header(reference.kind());
  }

  /** The newest references that calibrate captures with these settings, or why there are none. */
  ReferencePair require(SensorView view) {
    return new ReferencePair(
        require(Reference.Kind.DARK, view), require(Reference.Kind.WHITE, view));
  }

  ReferenceRecord require(Reference.Kind kind, SensorView view) {
    return store
        .references()
        .newest(kind, view.sensor(), view.settings())
        .orElseThrow(() -> new ScanException(missing(kind, view)));
  }

  private String missing(Reference.Kind kind, SensorView view) {
    Optional<ReferenceRecord> other = store.references().newest(kind, view.sensor());
    if (other.isEmpty()) {
      return "there is no %s reference of camera %s yet: %s"
          .formatted(kind.word(), view.sensor().serial(), kind.remedy());
    }
    Optional<String> difference =
        conditions(other.get()).refusal(kind, conditions(view.settings().pixelFormat(), view));
    return difference.orElseGet(
        () ->
            "%s reference has %d samples x %d bands of %s, the scan %d x %d of %s: %s"
                .formatted(
                    kind.word(),
                    other.get().settings().samples(),
                    other.get().settings().bands(),
                    other.get().settings().pixelFormat(),
                    view.settings().samples(),
                    view.settings().bands(),
                    view.settings().pixelFormat(),
                    kind.remedy()));
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
