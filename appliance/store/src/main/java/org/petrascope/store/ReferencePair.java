package org.petrascope.store;

import org.petrascope.spectral.Reference;

/** The dark and the white reference that calibrate a scan. */
public record ReferencePair(ReferenceRecord dark, ReferenceRecord white) {
  public ReferencePair {
    if (dark.kind() != Reference.Kind.DARK || white.kind() != Reference.Kind.WHITE) {
      throw new IllegalArgumentException("a pair is a dark and a white reference, in this order");
    }
  }
}
