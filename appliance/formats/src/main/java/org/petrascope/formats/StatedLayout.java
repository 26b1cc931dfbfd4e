package org.petrascope.formats;

import java.nio.ByteOrder;
import java.util.Locale;
import org.petrascope.spectral.CubeShape;

/** The layout that the fields of a header state; refuses what cannot be. */
final class StatedLayout {
  private StatedLayout() {}

  static EnviLayout of(EnviFields fields) {
    try {
      EnviLayout stated = cube(fields);
      return isLibrary(fields) ? library(stated) : stated;
    } catch (IllegalArgumentException e) {
      throw new FormatException(
          "%s: %s: correct the header".formatted(fields.header(), e.getMessage()));
    }
  }

  static boolean isLibrary(EnviFields fields) {
    return fields.text("file type").orElse("").toLowerCase(Locale.ROOT).contains("library");
  }

  private static EnviLayout cube(EnviFields fields) {
    int max = Integer.MAX_VALUE;
    CubeShape shape =
        new CubeShape(
            (int) fields.whole("lines", 0, max),
            (int) fields.whole("samples", 1, max),
            (int) fields.whole("bands", 1, max));
    return new EnviLayout(
        shape,
        interleave(fields),
        EnviType.coded((int) fields.whole("data type", 1, max), fields.header()),
        fields.whole("byte order", 0, 1, 0L) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
        fields.whole("header offset", 0, Long.MAX_VALUE / 2, 0L));
  }

  /** A library states one spectrum a line and its bands as samples. */
  private static EnviLayout library(EnviLayout stated) {
    CubeShape shape = stated.shape();
    if (shape.bands() != 1) {
      throw new IllegalArgumentException(
          "a library of %d bands: its spectra belong in lines of one band"
              .formatted(shape.bands()));
    }
    return new EnviLayout(
        new CubeShape(shape.lines(), 1, shape.samples()),
        Interleave.BIP,
        stated.type(),
        stated.byteOrder(),
        stated.headerOffset());
  }

  private static Interleave interleave(EnviFields fields) {
    String word = fields.text("interleave").orElse("bsq");
    for (Interleave interleave : Interleave.values()) {
      if (interleave.word().equalsIgnoreCase(word)) {
        return interleave;
      }
    }
    throw new FormatException(
        "%s: interleave \"%s\" is unknown: use bil, bip or bsq".formatted(fields.header(), word));
  }
}
