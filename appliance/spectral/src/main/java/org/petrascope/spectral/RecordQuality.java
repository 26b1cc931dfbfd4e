package org.petrascope.spectral;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a record's name and values tell of its use as a reference. The USGS libraries end a name
 * with the spectrometer and a letter for purity: {@code a} pure, {@code b} pure as the spectrum
 * goes, {@code c} weak foreign features, {@code d} strong ones (Kokaly et al. 2017,
 * doi:10.3133/ds1035).
 */
public final class RecordQuality {
  private static final Pattern SPECTROMETER = Pattern.compile("(BECK|ASD\\w\\w|NIC4)([a-z?]+) ");

  private static final Pattern FROM_AIRBORNE_OR_ERROR =
      Pattern.compile("AVIRIS|error bars|^Wavelengths |^Resolution ");

  private RecordQuality() {}

  /** Whether the record shows its mineral and little else. */
  public static boolean usable(String record) {
    if (FROM_AIRBORNE_OR_ERROR.matcher(record).find()) {
      return false;
    }
    Matcher matcher = SPECTROMETER.matcher(record + " ");
    return !(matcher.find() && matcher.group(2).startsWith("d"));
  }

  /**
   * Order in which records of one mineral are preferred: the purer, then the newer spectrometer.
   */
  static int rank(String record) {
    Matcher matcher = SPECTROMETER.matcher(record + " ");
    if (!matcher.find()) {
      return 0;
    }
    int purity = matcher.group(2).charAt(0);
    int spectrometer =
        switch (matcher.group(1)) {
          case "BECK" -> 1;
          case "NIC4" -> 2;
          default -> 0;
        };
    return purity * 4 + spectrometer;
  }

  /** The spectrum with deleted points inside it bridged by straight lines; its ends stay NaN. */
  public static float[] bridged(float[] spectrum) {
    float[] out = spectrum.clone();
    int known = -1;
    for (int band = 0; band < out.length; band++) {
      if (Float.isNaN(out[band])) {
        continue;
      }
      if (known >= 0) {
        for (int gap = known + 1; gap < band; gap++) {
          out[gap] = out[known] + (out[band] - out[known]) * (gap - known) / (band - known);
        }
      }
      known = band;
    }
    return out;
  }
}
