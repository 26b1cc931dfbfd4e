package org.petrascope.store;

/** What a reference shows. */
public enum ReferenceKind {
  /** The shutter is closed. */
  DARK,
  /** The white panel is in view. */
  WHITE;

  /** The word people use. */
  public String word() {
    return this == DARK ? "dark" : "white";
  }
}
