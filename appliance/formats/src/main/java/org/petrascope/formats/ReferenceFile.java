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
    CubeShape shape = reader.shape();
    Reference.Averager averager =
        new Reference.Averager(kind, shape.samples(), shape.bands(), reader.header().conditions());
    for (int line = 0; line < shape.lines(); line += reader.blockLines()) {
      averager.add(reader.raw(line, Math.min(reader.blockLines(), shape.lines() - line)));
    }
    return averager.reference();
  }
}
