package org.petrascope.spectral;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.petrascope.kernels.ShiftFit;

/** Neighbouring bands of a sensor in which a tile has a feature to be placed. Immutable. */
final class TileWindow {
  private static final int STEPS_MAX = 20;
  private static final double STEP_END_NM = 1e-5;
  private static final double DIFFERENCE_NM = 0.05;

  private final Panel tile;
  private final Wavelengths sensor;
  private final int[] bands;

  TileWindow(Panel tile, Wavelengths sensor, int[] bands) {
    this.tile = tile;
    this.sensor = sensor;
    this.bands = bands;
  }

  /**
   * Where a window's feature is.
   *
   * @param nm the shift
   * @param standardErrorNm one standard deviation of it, from the residuals
   */
  record Place(TileWindow window, double nm, double standardErrorNm) {
    double atNm() {
      return (window.firstNm() + window.lastNm()) / 2;
    }
  }

  double firstNm() {
    return sensor.centreNm(bands[0]);
  }

  double lastNm() {
    return sensor.centreNm(bands[bands.length - 1]);
  }

  int size() {
    return bands.length;
  }

  /** The bands of this window in which something was measured. */
  TileWindow seen(Spectrum measured) {
    return new TileWindow(
        tile,
        sensor,
        Arrays.stream(bands).filter(band -> Float.isFinite(measured.value(band))).toArray());
  }

  /**
   * Change of the curve by one nm that neither gain nor straight line imitates, as a share of the
   * mean reflectance.
   */
  double information() {
    double[] curve = curve(0);
    double mean = Arrays.stream(curve).average().orElse(Double.NaN);
    return ShiftFit.information(curve, perNm(0)) / mean;
  }

  /** The fit at this shift. */
  ShiftFit.Step step(Spectrum measured, double shiftNm) {
    double[] values = Arrays.stream(bands).mapToDouble(measured::value).toArray();
    return ShiftFit.step(values, curve(shiftNm), perNm(shiftNm));
  }

  /** The shift that fits best, from this one on; empty when there is none within the limit. */
  OptionalDouble fitted(Spectrum measured, double fromNm, double limitNm) {
    double shift = fromNm;
    for (int i = 0; i < STEPS_MAX; i++) {
      ShiftFit.Step step = step(measured, shift);
      shift += step.step();
      if (!(step.gain() > 0 && Math.abs(shift) <= limitNm)) {
        return OptionalDouble.empty();
      }
      if (Math.abs(step.step()) < STEP_END_NM) {
        return OptionalDouble.of(shift);
      }
    }
    return OptionalDouble.empty();
  }

  /** What the bands would see of the tile if they were shifted so far. */
  private double[] curve(double shiftNm) {
    return Arrays.stream(bands)
        .mapToDouble(band -> tile.seen(sensor.centreNm(band) + shiftNm, sensor.fwhmNm(band)))
        .toArray();
  }

  private double[] perNm(double shiftNm) {
    double[] below = curve(shiftNm - DIFFERENCE_NM);
    double[] above = curve(shiftNm + DIFFERENCE_NM);
    for (int i = 0; i < above.length; i++) {
      above[i] = (above[i] - below[i]) / (2 * DIFFERENCE_NM);
    }
    return above;
  }
}
