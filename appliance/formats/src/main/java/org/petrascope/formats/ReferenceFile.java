package org.petrascope.formats;

import java.nio.file.Path;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Reference;

/** Reads a recorded dark or white reference and averages its lines, a block at a time. */
public final class ReferenceFile {
  private ReferenceFile() {}

  public static Reference read(Reference.Kind kind, Path headerOrData) {
    try (EnviReader reader = EnviReader.open(headerOrData)) {
      return average(kind, reader);
    }
  }

  static Reference average(Reference.Kind kind, EnviReader reader) {
    return reader.header().layout().type().isFloating()
        ? averaged(kind, reader)
        : ofDn(kind, reader);
  }

  private static Reference ofDn(Reference.Kind kind, EnviReader reader) {
    CubeShape shape = reader.shape();
    Reference.Averager averager =
        new Reference.Averager(kind, shape.samples(), shape.bands(), reader.header().conditions());
    for (int line = 0; line < shape.lines(); line += reader.blockLines()) {
      averager.add(reader.raw(line, Math.min(reader.blockLines(), shape.lines() - line)));
    }
    return averager.reference();
  }

  /** Some recorders store means, which are no whole numbers. */
  private static Reference averaged(Reference.Kind kind, EnviReader reader) {
    CubeShape shape = reader.shape();
    double[] sums = new double[shape.lineValues()];
    float[] bip = new float[shape.lineValues()];
    for (int line = 0; line < shape.lines(); line++) {
      reader.values(line, 1, bip);
      for (int i = 0; i < bip.length; i++) {
        sums[i % shape.bands() * shape.samples() + i / shape.bands()] += bip[i];
      }
    }
    float[] mean = new float[sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sums[i] / shape.lines());
    }
    return Reference.of(kind, shape, reader.header().conditions(), mean);
  }
}
