package org.petrascope.spectral;

/** A stretch of hole, in metres down hole: {@code [fromM, toM)}. */
public record DepthInterval(double fromM, double toM) {
  public DepthInterval {
    if (!(fromM >= 0 && toM > fromM && Double.isFinite(toM))) {
      throw new SpectralException(
          "depth from %s to %s m is not possible: depths are at or below 0 m and the end is deeper than the start"
              .formatted(fromM, toM));
    }
  }

  public double lengthM() {
    return toM - fromM;
  }

  public boolean contains(double depthM) {
    return depthM >= fromM && depthM < toM;
  }
}
