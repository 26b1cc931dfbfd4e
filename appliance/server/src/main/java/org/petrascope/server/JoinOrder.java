package org.petrascope.server;

import java.util.OptionalDouble;

/**
 * Two scans of one box that are to become one cube.
 *
 * @param scan id of the scan whose grid the cube has
 * @param with id of the other camera's scan
 * @param seamNm where the spectra are joined; empty for the middle of the good bands' overlap
 * @param match whether the second cube is scaled so that the step at the seam is zero
 */
record JoinOrder(String scan, String with, OptionalDouble seamNm, boolean match) {
  static JoinOrder read(Section body) {
    String scan = body.requiredText("scan");
    String with = body.requiredText("with");
    if (!scan.isEmpty() && scan.equals(with)) {
      body.problem("with", "names the same scan: name that of the other camera");
    }
    boolean chosen = body.has("seamNm");
    double seamNm = body.number("seamNm", Range.ABOVE_ZERO, 0);
    return new JoinOrder(
        scan,
        with,
        chosen ? OptionalDouble.of(seamNm) : OptionalDouble.empty(),
        body.flag("match"));
  }
}
