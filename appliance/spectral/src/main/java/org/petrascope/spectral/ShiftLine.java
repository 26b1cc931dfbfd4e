package org.petrascope.spectral;

import java.util.List;

/** Joins the shifts of several windows: a mean and, where it is significant, a slope. */
final class ShiftLine {
  /** A slope is believed from so many standard deviations on. */
  private static final double SIGMAS_MIN = 4;

  private static final int WINDOWS_MIN = 3;

  /** No window is trusted further than this: curve and response are not known better. */
  private static final double ERROR_FLOOR_NM = 0.005;

  private ShiftLine() {}

  // Weighted straight line through (x, shift), weights 1 / error^2; about the weighted mean of x,
  // so that mean and slope are independent. Errors grow by sqrt(chi^2 / degrees of freedom) where
  // the windows differ by more than they say.
  static WavelengthShift through(List<TileWindow.Place> places) {
    double weights = 0;
    double pivot = 0;
    double mean = 0;
    for (TileWindow.Place place : places) {
      weights += weight(place);
      pivot += weight(place) * place.atNm();
      mean += weight(place) * place.nm();
    }
    pivot /= weights;
    mean /= weights;
    double spread = 0;
    double product = 0;
    for (TileWindow.Place place : places) {
      double x = place.atNm() - pivot;
      spread += weight(place) * x * x;
      product += weight(place) * x * place.nm();
    }
    double slope = places.size() < WINDOWS_MIN ? 0 : product / spread;
    double slopeError = inflation(places, pivot, mean, slope) / Math.sqrt(spread);
    if (!(Math.abs(slope) > SIGMAS_MIN * slopeError)) {
      slope = 0;
    }
    return new WavelengthShift(
        mean,
        inflation(places, pivot, mean, slope) / Math.sqrt(weights),
        slope,
        pivot,
        new WavelengthRange(
            places.getFirst().window().firstNm(), places.getLast().window().lastNm()),
        places.size());
  }

  private static double inflation(
      List<TileWindow.Place> places, double pivot, double mean, double slope) {
    double chiSquare = 0;
    for (TileWindow.Place place : places) {
      double rest = place.nm() - mean - slope * (place.atNm() - pivot);
      chiSquare += weight(place) * rest * rest;
    }
    int freedom = places.size() - (slope == 0 ? 1 : 2);
    return freedom < 1 ? 1 : Math.sqrt(Math.max(1, chiSquare / freedom));
  }

  private static double weight(TileWindow.Place place) {
    double error = Math.hypot(place.standardErrorNm(), ERROR_FLOOR_NM);
    return 1 / (error * error);
  }
}
