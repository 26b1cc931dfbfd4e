package org.petrascope.scan;

import org.petrascope.formats.EnviReader;
import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.LineWindow;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.ReflectanceCube;

/**
 * Makes lines of a stored scan again, from its raw lines and the references beside them, as the
 * pipeline made them; lines that were taken again come from their own recording. Writes nothing.
 * For one thread.
 */
final class Rederivation implements AutoCloseable {
  private final CalibratedScan scan;
  private final PixelMapper mapper;

  private Rederivation(CalibratedScan scan, PixelMapper mapper) {
    this.scan = scan;
    this.mapper = mapper;
  }

  static Rederivation open(ScanFiles files, Recipe recipe, Identification identification) {
    CalibratedScan scan = CalibratedScan.open(files, recipe);
    boolean opened = false;
    try {
      Calibration usual = scan.usual();
      PixelMapper mapper = identification.open(usual.wavelengths(), usual.maskedBands());
      opened = true;
      return new Rederivation(scan, mapper);
    } finally {
      if (!opened) {
        scan.close();
      }
    }
  }

  CubeShape shape() {
    return scan.raw().shape();
  }

  PixelMapper mapper() {
    return mapper;
  }

  /** These lines anew. */
  MappedLines lines(int first, int count) {
    int from = Math.max(0, first - mapper.reach());
    int to = Math.min(shape().lines(), first + count + mapper.reach());
    EnviReader raw = scan.raw();
    Calibration calibration = scan.calibration();
    Calibration.Room room = calibration.room(count);
    ReflectanceCube block = calibration.reflectance(raw.raw(first, count), room);
    ReflectanceCube around =
        mapper.reach() == 0 ? block : calibration.reflectance(raw.raw(from, to - from));
    return new MappedLines(
        block, mapper.map(new LineWindow(around, first - from, count)), room, calibration);
  }

  @Override
  public void close() {
    scan.close();
  }
}
