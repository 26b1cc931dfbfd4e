package org.petrascope.laboratory;

import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthInterval;

/**
 * Which pixels a scan has and which depth each shows.
 *
 * @param template where the rows of core lie
 * @param box the depth of the whole box
 */
public record ScanGeometry(int lines, int samples, BoxTemplate template, DepthInterval box) {
  public ScanGeometry {
    if (lines < 1 || samples < template.samplesMin()) {
      throw new LaboratoryException(
          "a scan of %d lines x %d samples does not hold the box template, which needs 1 line and %d samples"
              .formatted(lines, samples, template.samplesMin()));
    }
  }
}
