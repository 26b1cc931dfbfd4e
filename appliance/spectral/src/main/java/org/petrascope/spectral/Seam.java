package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Where the spectra of two cameras are joined to one: bands below it come from the camera of
 * shorter wavelengths, the others from the camera of longer ones. Immutable.
 */
public final class Seam {
  /** Bands within so many nm of the seam are compared; at least the nearest of either camera. */
  private static final double NEAR_NM = 15;

  private final double nm;
  private final Wavelengths shorter;
  private final Wavelengths longer;
  private final BitSet badShorter;
  private final BitSet badLonger;

  private Seam(double nm, Side shorter, Side longer) {
    this.nm = nm;
    this.shorter = shorter.wavelengths();
    this.longer = longer.wavelengths();
    this.badShorter = (BitSet) shorter.bad().clone();
    this.badLonger = (BitSet) longer.bad().clone();
  }

  /** Bands of a camera, and those of them that must not be used. */
  public record Side(Wavelengths wavelengths, BitSet bad) {
    private void requireGood() {
      if (bad.nextClearBit(0) >= wavelengths.count()) {
        throw new SpectralException(
            "all bands of %s are bad: calibrate again with a lower limit".formatted(wavelengths));
      }
    }
  }

  /**
   * The seam asked for, or the middle between the last good band of the shorter wavelengths and the
   * first good one of the longer: bands of a low signal-to-noise ratio are bad ones, see {@link
   * Detector}.
   *
   * @throws SpectralException when the cameras' ranges do not follow each other, or the seam asked
   *     for leaves one of them without a good band or lies where neither has any
   */
  public static Seam of(Side shorterSide, Side longerSide, OptionalDouble asked) {
    shorterSide.requireGood();
    longerSide.requireGood();
    Wavelengths shorter = shorterSide.wavelengths();
    Wavelengths longer = longerSide.wavelengths();
    double lastNm = shorter.centreNm(shorterSide.bad().previousClearBit(shorter.count() - 1));
    double firstNm = longer.centreNm(longerSide.bad().nextClearBit(0));
    if (!(shorter.firstNm() < longer.firstNm() && lastNm < longer.lastNm())) {
      throw new SpectralException(
          "%s and %s do not follow each other: join a camera of shorter wavelengths with one of longer"
              .formatted(shorter, longer));
    }
    double nm = asked.orElse((lastNm + firstNm) / 2);
    double from = Math.min(lastNm, firstNm);
    double to = Math.max(lastNm, firstNm);
    if (!(nm >= from && nm <= to)) {
      throw new SpectralException(
          "a seam at %.1f nm is outside %.1f to %.1f nm, where the cameras' good bands meet: name one inside"
              .formatted(nm, from, to));
    }
    return new Seam(nm, shorterSide, longerSide);
  }

  public double nm() {
    return nm;
  }

  /** Bands that the joined spectrum takes from the shorter wavelengths, from their first. */
  public int shorterBands() {
    return (int) Arrays.stream(shorter.centresNm()).filter(centre -> centre < nm).count();
  }

  /** The first band that it takes from the longer wavelengths; all after it follow. */
  public int firstLonger() {
    return (int) Arrays.stream(longer.centresNm()).filter(centre -> centre < nm).count();
  }

  /** Bands of the joined spectrum. */
  public Wavelengths wavelengths() {
    int before = shorterBands();
    int bands = before + longer.count() - firstLonger();
    double[] centres = new double[bands];
    double[] fwhms = new double[bands];
    for (int band = 0; band < bands; band++) {
      Wavelengths from = band < before ? shorter : longer;
      int source = band < before ? band : firstLonger() + band - before;
      centres[band] = from.centreNm(source);
      fwhms[band] = from.fwhmNm(source);
    }
    return Wavelengths.ofNanometres(centres, fwhms);
  }

  /** Bad bands of the joined spectrum. */
  public BitSet badBands() {
    BitSet bad = badShorter.get(0, shorterBands());
    badLonger.get(firstLonger(), longer.count()).stream()
        .forEach(band -> bad.set(shorterBands() + band));
    return bad;
  }

  /** Bands of the shorter wavelengths that are compared at the seam. */
  public List<Integer> comparedShorter() {
    return compared(shorter, badShorter);
  }

  /** Bands of the longer wavelengths that are compared at the seam. */
  public List<Integer> comparedLonger() {
    return compared(longer, badLonger);
  }

  private List<Integer> compared(Wavelengths wavelengths, BitSet bad) {
    List<Integer> near = new ArrayList<>();
    int nearest = -1;
    for (int band : IntStream.range(0, wavelengths.count()).filter(b -> !bad.get(b)).toArray()) {
      double distance = Math.abs(wavelengths.centreNm(band) - nm);
      if (distance <= NEAR_NM) {
        near.add(band);
      }
      if (nearest < 0 || distance < Math.abs(wavelengths.centreNm(nearest) - nm)) {
        nearest = band;
      }
    }
    return near.isEmpty() ? List.of(nearest) : near;
  }
}
