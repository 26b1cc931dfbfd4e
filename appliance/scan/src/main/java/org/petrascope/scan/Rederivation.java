package org.petrascope.scan;

import org.petrascope.formats.EnviReader;
import org.petrascope.formats.ReferenceFile;
import org.petrascope.formats.SpecimFolder;
import org.petrascope.formats.SplicedCalibration;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.LineWindow;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ReferenceSet;
import org.petrascope.spectral.ReflectanceCube;

/**
 * Makes lines of a stored scan again, from its raw lines and the references beside them, as the
 * pipeline made them; lines that were taken again come from their own recording. Writes nothing.
 * For one thread.
 */
final class Rederivation implements AutoCloseable {
  private final EnviReader raw;
  private final Calibration calibration;
  private final PixelMapper mapper;

  private Rederivation(EnviReader raw, Calibration calibration, PixelMapper mapper) {
    this.raw = raw;
    this.calibration = calibration;
    this.mapper = mapper;
  }

  static Rederivation open(ScanFiles files, Recipe recipe, Identification identification) {
    EnviReader raw = EnviReader.open(files.raw());
    boolean opened = false;
    try {
      SpecimFolder recording = files.recording();
      ReferenceSet references =
          new ReferenceSet(
              ReferenceFile.read(Reference.Kind.DARK, recording.header(Reference.Kind.DARK)),
              ReferenceFile.read(Reference.Kind.WHITE, recording.header(Reference.Kind.WHITE)),
              recipe.white());
      Calibration usual =
          Calibration.of(
              references,
              files.wavelengths(raw.requireWavelengths()),
              raw.header().conditions(),
              recipe.snrMin());
      Calibration calibration =
          SplicedCalibration.of(files.raw(), usual, references.panel(), recipe.snrMin())
              .calibration();
      PixelMapper mapper = identification.open(usual.wavelengths(), usual.maskedBands());
      opened = true;
      return new Rederivation(raw, calibration, mapper);
    } finally {
      if (!opened) {
        raw.close();
      }
    }
  }

  CubeShape shape() {
    return raw.shape();
  }

  PixelMapper mapper() {
    return mapper;
  }

  /** These lines anew. */
  MappedLines lines(int first, int count) {
    int from = Math.max(0, first - mapper.reach());
    int to = Math.min(shape().lines(), first + count + mapper.reach());
    Calibration.Room room = calibration.room(count);
    ReflectanceCube block = calibration.reflectance(raw.raw(first, count), room);
    ReflectanceCube around =
        mapper.reach() == 0 ? block : calibration.reflectance(raw.raw(from, to - from));
    return new MappedLines(
        block, mapper.map(new LineWindow(around, first - from, count)), room, calibration);
  }

  @Override
  public void close() {
    raw.close();
  }
}
