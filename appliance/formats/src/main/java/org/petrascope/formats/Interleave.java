package org.petrascope.formats;

import java.util.Locale;

/** Order of the values of a cube in a file. */
public enum Interleave {
  /** line, band, sample. */
  BIL,
  /** line, sample, band. */
  BIP,
  /** band, line, sample. */
  BSQ;

  /** The word in an ENVI header. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
