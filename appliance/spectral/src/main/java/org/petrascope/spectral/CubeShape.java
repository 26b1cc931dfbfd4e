package org.petrascope.spectral;

/** Size of a cube along its three axes. */
public record CubeShape(int lines, int samples, int bands) {
  public CubeShape {
    if (lines < 0 || samples < 1 || bands < 1) {
      throw new IllegalArgumentException(
          "a cube of %d lines x %d samples x %d bands is not possible"
              .formatted(lines, samples, bands));
    }
  }

  /** Spatial pixels: lines x samples. */
  public long pixels() {
    return (long) lines * samples;
  }

  /** Values: lines x samples x bands. */
  public long values() {
    return pixels() * bands;
  }

  /** Values of one line: samples x bands. */
  public int lineValues() {
    return Math.multiplyExact(samples, bands);
  }

  public CubeShape withLines(int lines) {
    return new CubeShape(lines, samples, bands);
  }
}
