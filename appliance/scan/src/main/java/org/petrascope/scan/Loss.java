package org.petrascope.scan;

/**
 * Successive lines of a scan that were lost for one reason.
 *
 * @param reason a clause in words for people
 */
record Loss(int firstLine, int lines, String reason) {
  /** Whether the next line, lost for this reason, belongs to the same loss. */
  boolean goesOn(int line, String why) {
    return line == firstLine + lines && reason.equals(why);
  }

  Loss longer() {
    return new Loss(firstLine, lines + 1, reason);
  }
}
