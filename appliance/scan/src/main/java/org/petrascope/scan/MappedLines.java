package org.petrascope.scan;

import org.petrascope.spectral.Calibration;
import org.petrascope.spectral.MappedBlock;
import org.petrascope.spectral.PixelFlag;
import org.petrascope.spectral.ReflectanceCube;

/**
 * A block of lines at the end of the pipeline.
 *
 * @param room that the reflectance lies in, and what is known of every pixel's light
 * @param calibration that the reflectance comes from
 */
record MappedLines(
    ReflectanceCube reflectance,
    MappedBlock mapped,
    Calibration.Room room,
    Calibration calibration) {
  int firstLine() {
    return reflectance.firstLine();
  }

  int lines() {
    return reflectance.shape().lines();
  }

  int samples() {
    return reflectance.shape().samples();
  }

  /** Everything known against a pixel, as {@link PixelFlag} bits. */
  int flags(int pixel) {
    int sample = pixel % samples();
    int line = pixel / samples();
    return mapped.flags()[pixel]
        | room.light().word(pixel)
        | (room.saturated().get(pixel) ? PixelFlag.SATURATED.bit() : 0)
        | (!reflectance.lost(line) && calibration.repaired(firstLine() + line, sample)
            ? PixelFlag.REPAIRED.bit()
            : 0);
  }
}
