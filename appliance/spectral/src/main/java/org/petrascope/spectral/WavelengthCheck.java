package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.petrascope.kernels.ShiftFit;

/**
 * Measures how far the wavelengths of a sensor have drifted, from the reflectance of a tile with
 * known features. The tile's curve, seen through every band's response, is shifted until it fits
 * the measured one in windows that hold features; gain, offset and slope of every window are free,
 * so that lamp, panel and distance do not matter. Immutable; may be used by many threads.
 */
public final class WavelengthCheck {
  /** Larger shifts are a wrong calibration pack, not drift. */
  private static final double SHIFT_MAX_NM = 6;

  private static final double TRIAL_STEP_NM = 0.5;

  /** A window holds at least so many bands and so many nm. */
  private static final int BANDS_MIN = 20;

  private static final double WINDOW_MIN_NM = 50;

  /**
   * {@link TileWindow#information} that a window needs: with noise of a thousandth a band the shift
   * is then good to a quarter of a nm.
   */
  private static final double INFORMATION_MIN = 4e-3;

  /** More than this share of the features unexplained is something else than the tile. */
  private static final double MISFIT_MAX = 0.2;

  private final Panel tile;
  private final Wavelengths sensor;
  private final List<TileWindow> windows;

  private WavelengthCheck(Panel tile, Wavelengths sensor, List<TileWindow> windows) {
    this.tile = tile;
    this.sensor = sensor;
    this.windows = windows;
  }

  /**
   * A check of this sensor with this tile.
   *
   * @param tile its certificate, finer than the sensor's bands
   * @throws SpectralException when the tile has no features where the sensor sees
   */
  public static WavelengthCheck of(Panel tile, Wavelengths sensor) {
    List<TileWindow> telling =
        split(tile, sensor).stream()
            .filter(window -> window.information() >= INFORMATION_MIN)
            .toList();
    if (telling.isEmpty()) {
      throw new SpectralException(
          "tile %s has no features between %.0f and %.0f nm that tell a shift: use another tile"
              .formatted(tile.name(), sensor.firstNm(), sensor.lastNm()));
    }
    return new WavelengthCheck(tile, sensor, telling);
  }

  /** Stretches of bands, side by side, that the certificate covers at every trial shift. */
  private static List<TileWindow> split(Panel tile, Wavelengths sensor) {
    List<TileWindow> windows = new ArrayList<>();
    int from = 0;
    for (int band = 0; band < sensor.count(); band++) {
      double reach = SHIFT_MAX_NM + sensor.fwhmNm(band);
      if (sensor.centreNm(band) - reach < tile.firstNm()) {
        from = band + 1;
      } else if (sensor.centreNm(band) + reach > tile.lastNm()) {
        break;
      } else if (band + 1 - from >= BANDS_MIN
          && sensor.centreNm(band) - sensor.centreNm(from) >= WINDOW_MIN_NM) {
        windows.add(new TileWindow(tile, sensor, IntStream.rangeClosed(from, band).toArray()));
        from = band + 1;
      }
    }
    return windows;
  }

  /**
   * The shift.
   *
   * @param reflectance of the tile, one value a band of the sensor; NaN in bands that saw nothing
   * @throws SpectralException when what was measured is not this tile, or shifted too far
   */
  public WavelengthShift measure(Spectrum reflectance) {
    if (reflectance.bands() != sensor.count()) {
      throw new SpectralException(
          "the tile was measured in %d bands, the sensor has %d: measure it again"
              .formatted(reflectance.bands(), sensor.count()));
    }
    List<TileWindow> seen =
        windows.stream()
            .map(window -> window.seen(reflectance))
            .filter(window -> window.size() >= BANDS_MIN / 2)
            .toList();
    double rough = rough(seen, reflectance);
    List<TileWindow.Place> places = new ArrayList<>();
    for (TileWindow window : seen) {
      OptionalDouble shift = window.fitted(reflectance, rough, SHIFT_MAX_NM);
      if (shift.isPresent()) {
        double error = window.step(reflectance, shift.getAsDouble()).standardError();
        places.add(new TileWindow.Place(window, shift.getAsDouble(), error));
      }
    }
    if (places.isEmpty()) {
      throw notTheTile();
    }
    return ShiftLine.through(places);
  }

  /** The trial shift at which least of the features is unexplained. */
  private double rough(List<TileWindow> seen, Spectrum reflectance) {
    double best = Double.NaN;
    double bestMisfit = MISFIT_MAX;
    for (double trial = -SHIFT_MAX_NM; trial <= SHIFT_MAX_NM; trial += TRIAL_STEP_NM) {
      double misfit = misfit(seen, reflectance, trial);
      if (misfit < bestMisfit) {
        best = trial;
        bestMisfit = misfit;
      }
    }
    if (Double.isNaN(best)) {
      throw notTheTile();
    }
    if (Math.abs(best) > SHIFT_MAX_NM - TRIAL_STEP_NM) {
      throw new SpectralException(
          "wavelengths are shifted by more than %.0f nm against tile %s: check that the calibration pack is the camera's own"
              .formatted(SHIFT_MAX_NM - TRIAL_STEP_NM, tile.name()));
    }
    return best;
  }

  // Mean over the windows of the part of their features that the curve at this shift leaves; a
  // window in which the tile would have to be inside out counts whole.
  private static double misfit(List<TileWindow> seen, Spectrum reflectance, double trialNm) {
    double sum = 0;
    for (TileWindow window : seen) {
      ShiftFit.Step step = window.step(reflectance, trialNm);
      sum += step.gain() > 0 ? step.residualSquares() / step.featureSquares() : 1;
    }
    return sum / seen.size();
  }

  private SpectralException notTheTile() {
    return new SpectralException(
        "what is in view does not look like tile %s: bring the tile into view, filling the line, and measure again"
            .formatted(tile.name()));
  }
}
