package org.petrascope.store;

/** The dark and the white reference that calibrate a scan. */
public record ReferencePair(ReferenceRecord dark, ReferenceRecord white) {
  public ReferencePair {
    if (dark.kind() != ReferenceKind.DARK || white.kind() != ReferenceKind.WHITE) {
      throw new IllegalArgumentException("a pair is a dark and a white reference, in this order");
    }
  }
}
