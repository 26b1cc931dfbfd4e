package org.petrascope.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.petrascope.spectral.SpectralException;
import org.petrascope.spectral.Wavelengths;

/**
 * The bands of a file in the order of a spectrum: where each stored band goes, its wavelength in nm
 * and whether it is bad. Sensors of several detectors store overlapping bands, which are sorted;
 * two bands of one wavelength cannot be told apart, the second is left out. Immutable.
 */
final class BandAxis {
  /** Position of a stored band that is left out. */
  static final int LEFT_OUT = -1;

  /** Centres all below this are micrometres; no optical sensor sees 100 nm or 100 um. */
  private static final double MICROMETRES_MAX = 100;

  /** A width below this many nm is in another unit than its centre, as is one above the centre. */
  private static final double WIDTH_NM_MIN = 0.01;

  private static final double NM_PER_UM = 1e3;
  private static final double NM_TIMES_WAVENUMBER = 1e7;

  private final int[] position;
  private final int count;
  private final Optional<Wavelengths> wavelengths;
  private final BitSet bad;
  private final List<String> notes;

  private BandAxis(
      int[] position, Optional<Wavelengths> wavelengths, BitSet storedBad, List<String> notes) {
    this.position = position;
    this.count = (int) Arrays.stream(position).filter(p -> p != LEFT_OUT).count();
    this.wavelengths = wavelengths;
    this.notes = List.copyOf(notes);
    this.bad = new BitSet();
    for (int stored = 0; stored < position.length; stored++) {
      if (storedBad.get(stored) && position[stored] != LEFT_OUT) {
        bad.set(position[stored]);
      }
    }
  }

  /** The axis that these fields state for so many stored bands. */
  static BandAxis of(EnviFields fields, int bands) {
    List<String> notes = new ArrayList<>();
    double[] stated = fields.numbers("wavelength");
    double[] statedWidths = fields.numbers("fwhm");
    String unit = fields.text("wavelength units").orElse("").toLowerCase(Locale.ROOT);
    BitSet bad = bad(fields, bands);
    if (stated.length == 0 || unit.startsWith("index") || unit.endsWith("hz")) {
      return new BandAxis(IntStream.range(0, bands).toArray(), Optional.empty(), bad, notes);
    }
    requireCount(fields, "wavelength", stated.length, bands);
    if (statedWidths.length > 0) {
      requireCount(fields, "fwhm", statedWidths.length, bands);
    }
    if (!Arrays.stream(stated).allMatch(v -> v > 0 && Double.isFinite(v))) {
      throw new FormatException(
          "%s: not every value behind \"wavelength\" is above zero: correct the header"
              .formatted(fields.header()));
    }
    double[] centres = nanometres(fields, unit, stated, notes);
    double[] widths = widths(fields, stated, statedWidths, centres, notes);
    return sorted(fields, centres, widths, bad, notes);
  }

  private static void requireCount(EnviFields fields, String key, int actual, int bands) {
    if (actual != bands) {
      throw new FormatException(
          "%s lists %d values behind \"%s\" for %d bands: correct the header"
              .formatted(fields.header(), actual, key, bands));
    }
  }

  private static BitSet bad(EnviFields fields, int bands) {
    double[] good = fields.numbers("bbl");
    BitSet bad = new BitSet();
    if (good.length > 0) {
      requireCount(fields, "bbl", good.length, bands);
      IntStream.range(0, bands).filter(band -> good[band] == 0).forEach(bad::set);
    }
    return bad;
  }

  private static double[] nanometres(
      EnviFields fields, String unit, double[] stated, List<String> notes) {
    if (unit.startsWith("wavenumber") || unit.replace(" ", "").matches("(1/cm|cm-1|cm\\^-1)")) {
      return Arrays.stream(stated).map(v -> NM_TIMES_WAVENUMBER / v).toArray();
    }
    boolean micrometres = Arrays.stream(stated).allMatch(v -> v < MICROMETRES_MAX);
    boolean saysMicrometres = unit.matches("(micro|um|µm|μm).*");
    boolean saysNanometres = unit.matches("(nano|nm).*");
    if (micrometres ? !saysMicrometres : !saysNanometres) {
      notes.add(
          "%s: wavelengths from %s to %s are taken for %s (the header says \"%s\")"
              .formatted(
                  fields.header(),
                  stated[0],
                  stated[stated.length - 1],
                  micrometres ? "micrometres" : "nanometres",
                  unit.isEmpty() ? "nothing" : unit));
    }
    return micrometres
        ? Arrays.stream(stated).map(v -> round(v * NM_PER_UM)).toArray()
        : stated; // to the last bit: what was recorded is calibrated later as it was at once
  }

  /** Takes off the noise of binary fractions: 0.38315 um is 383.15 nm, not 383.15000000000003. */
  private static double round(double nm) {
    return Math.rint(nm * 1e6) / 1e6;
  }

  /** Widths in nm; empty when none are stated or they make no sense. */
  private static double[] widths(
      EnviFields fields, double[] stated, double[] widths, double[] centres, List<String> notes) {
    if (widths.length == 0) {
      return widths;
    }
    // A small step scales as the centre does, in wavenumbers too: |d nm| = nm / wavenumber x d.
    double[] nm = new double[widths.length];
    for (int band = 0; band < nm.length; band++) {
      nm[band] =
          centres[band] == stated[band]
              ? widths[band]
              : round(widths[band] * centres[band] / stated[band]);
    }
    if (isPlausible(nm, centres)) {
      return nm;
    }
    for (double factor : new double[] {1 / NM_PER_UM, NM_PER_UM}) {
      double[] other = Arrays.stream(nm).map(w -> round(w * factor)).toArray();
      if (isPlausible(other, centres)) {
        notes.add(
            "%s: widths are in another unit than the wavelengths, the first is taken for %s nm"
                .formatted(fields.header(), other[0]));
        return other;
      }
    }
    notes.add(
        "%s: the widths behind \"fwhm\" cannot be right, the distance of the bands is used"
            .formatted(fields.header()));
    return new double[0];
  }

  private static boolean isPlausible(double[] widths, double[] centres) {
    return IntStream.range(0, widths.length)
        .allMatch(band -> widths[band] >= WIDTH_NM_MIN && widths[band] < centres[band]);
  }

  private static BandAxis sorted(
      EnviFields fields, double[] centres, double[] widths, BitSet bad, List<String> notes) {
    int[] order =
        IntStream.range(0, centres.length)
            .boxed()
            .sorted(Comparator.comparingDouble(band -> centres[band]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] position = new int[centres.length];
    double[] kept = new double[centres.length];
    double[] keptWidths = new double[centres.length];
    int count = 0;
    for (int stored : order) {
      boolean twin = count > 0 && centres[stored] == kept[count - 1];
      position[stored] = twin ? LEFT_OUT : count;
      if (!twin) {
        kept[count] = centres[stored];
        keptWidths[count++] = widths.length > 0 ? widths[stored] : 0;
      }
    }
    if (count < centres.length) {
      notes.add(
          "%s: %d bands repeat a wavelength and are left out"
              .formatted(fields.header(), centres.length - count));
    }
    double[] nm = Arrays.copyOf(kept, count);
    try {
      Wavelengths axis =
          widths.length > 0
              ? Wavelengths.ofNanometres(nm, Arrays.copyOf(keptWidths, count))
              : Wavelengths.ofNanometres(nm);
      return new BandAxis(position, Optional.of(axis), bad, notes);
    } catch (SpectralException e) {
      throw new FormatException("%s: %s".formatted(fields.header(), e.getMessage()));
    }
  }

  /** Bands of a spectrum. */
  int count() {
    return count;
  }

  /** Bands in the file. */
  int storedCount() {
    return position.length;
  }

  /** Where a stored band goes in the spectrum, or {@link #LEFT_OUT}. */
  int position(int stored) {
    return position[stored];
  }

  /** Whether stored and read order are the same. */
  boolean isInOrder() {
    return count == position.length
        && IntStream.range(0, count).allMatch(band -> position[band] == band);
  }

  Optional<Wavelengths> wavelengths() {
    return wavelengths;
  }

  /** Bands of the spectrum that must not be used. */
  BitSet bad() {
    return (BitSet) bad.clone();
  }

  /** What had to be decided because the header does not say it or says it wrongly. */
  List<String> notes() {
    return notes;
  }
}
