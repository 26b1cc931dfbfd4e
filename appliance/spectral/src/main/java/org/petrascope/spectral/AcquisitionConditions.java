package org.petrascope.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How lines were taken, as far as it is known: a header need not state everything, and what it does
 * not state is empty.
 *
 * @param exposureMs exposure time in milliseconds
 * @param lineRateHz lines per second
 * @param spatialBinning sensor pixels joined to one sample
 * @param spectralBinning sensor rows joined to one band
 * @param dnMax largest DN the pixel format can carry
 * @param temperatureC temperature of the sensor in degrees Celsius
 * @param saturationDn lowest DN of a saturated pixel, where a reference showed that the sensor says
 *     no more below {@code dnMax}
 * @param gain in the camera's own unit, dB where that follows the standard
 */
public record AcquisitionConditions(
    OptionalDouble exposureMs,
    OptionalDouble lineRateHz,
    OptionalInt spatialBinning,
    OptionalInt spectralBinning,
    OptionalInt dnMax,
    OptionalDouble temperatureC,
    OptionalInt saturationDn,
    OptionalDouble gain) {
  /** Two exposures that differ by less than this share are the same one, rounded in a header. */
  private static final double EXPOSURE_TOLERANCE = 1e-3;

  /** Conditions of which nothing is known. */
  public static final AcquisitionConditions UNSTATED =
      new AcquisitionConditions(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty());

  public AcquisitionConditions {
    requireAboveZero("exposure in ms", exposureMs.orElse(1));
    requireAboveZero("line rate in Hz", lineRateHz.orElse(1));
    requireAboveZero("spatial binning", spatialBinning.orElse(1));
    requireAboveZero("spectral binning", spectralBinning.orElse(1));
    requireAboveZero("largest DN", dnMax.orElse(1));
    requireAboveZero("saturation in DN", saturationDn.orElse(1));
  }

  /** Conditions without a gain, under which nobody measured where the sensor saturates. */
  public AcquisitionConditions(
      OptionalDouble exposureMs,
      OptionalDouble lineRateHz,
      OptionalInt spatialBinning,
      OptionalInt spectralBinning,
      OptionalInt dnMax,
      OptionalDouble temperatureC) {
    this(
        exposureMs,
        lineRateHz,
        spatialBinning,
        spectralBinning,
        dnMax,
        temperatureC,
        OptionalInt.empty(),
        OptionalDouble.empty());
  }

  private static void requireAboveZero(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new SpectralException("%s is %s: it must be above zero".formatted(what, value));
    }
  }

  /** These conditions with this exposure. */
  public AcquisitionConditions withExposureMs(double exposureMs) {
    return new AcquisitionConditions(
        OptionalDouble.of(exposureMs),
        lineRateHz,
        spatialBinning,
        spectralBinning,
        dnMax,
        temperatureC,
        saturationDn,
        gain);
  }

  /** These conditions with this line rate. */
  public AcquisitionConditions withLineRateHz(double lineRateHz) {
    return new AcquisitionConditions(
        exposureMs,
        OptionalDouble.of(lineRateHz),
        spatialBinning,
        spectralBinning,
        dnMax,
        temperatureC,
        saturationDn,
        gain);
  }

  /** These conditions with this binning. */
  public AcquisitionConditions withBinning(int spatial, int spectral) {
    return new AcquisitionConditions(
        exposureMs,
        lineRateHz,
        OptionalInt.of(spatial),
        OptionalInt.of(spectral),
        dnMax,
        temperatureC,
        saturationDn,
        gain);
  }

  /** These conditions with this largest DN. */
  public AcquisitionConditions withDnMax(int dnMax) {
    return new AcquisitionConditions(
        exposureMs,
        lineRateHz,
        spatialBinning,
        spectralBinning,
        OptionalInt.of(dnMax),
        temperatureC,
        saturationDn,
        gain);
  }

  /** These conditions with this temperature of the sensor. */
  public AcquisitionConditions withTemperatureC(double temperatureC) {
    return new AcquisitionConditions(
        exposureMs,
        lineRateHz,
        spatialBinning,
        spectralBinning,
        dnMax,
        OptionalDouble.of(temperatureC),
        saturationDn,
        gain);
  }

  /** These conditions with what was measured of where the sensor says no more. */
  public AcquisitionConditions withSaturationDn(int saturationDn) {
    return new AcquisitionConditions(
        exposureMs,
        lineRateHz,
        spatialBinning,
        spectralBinning,
        dnMax,
        temperatureC,
        OptionalInt.of(saturationDn),
        gain);
  }

  /** These conditions with this gain, in the camera's own unit. */
  public AcquisitionConditions withGain(double gain) {
    return new AcquisitionConditions(
        exposureMs,
        lineRateHz,
        spatialBinning,
        spectralBinning,
        dnMax,
        temperatureC,
        saturationDn,
        OptionalDouble.of(gain));
  }

  /**
   * Why a reference taken under these conditions cannot serve a scan, in one sentence with the
   * remedy; empty when nothing that both state differs. Line rate and temperature do not decide.
   */
  public Optional<String> refusal(Reference.Kind kind, AcquisitionConditions scan) {
    if (exposureMs.isPresent() && scan.exposureMs.isPresent()) {
      double own = exposureMs.getAsDouble();
      double wanted = scan.exposureMs.getAsDouble();
      if (Math.abs(own - wanted) > EXPOSURE_TOLERANCE * Math.max(own, wanted)) {
        return Optional.of(difference(kind, milliseconds(own, wanted), milliseconds(wanted, own)));
      }
    }
    return integerRefusal(kind, "spatial binning ", spatialBinning, scan.spatialBinning)
        .or(() -> integerRefusal(kind, "spectral binning ", spectralBinning, scan.spectralBinning))
        .or(() -> integerRefusal(kind, "DN up to ", dnMax, scan.dnMax))
        .or(() -> gainRefusal(kind, scan));
  }

  private Optional<String> gainRefusal(Reference.Kind kind, AcquisitionConditions scan) {
    return gain.isEmpty() || scan.gain.isEmpty() || gain.equals(scan.gain)
        ? Optional.empty()
        : Optional.of(
            difference(kind, "gain " + gain.getAsDouble(), "gain " + scan.gain.getAsDouble()));
  }

  private static Optional<String> integerRefusal(
      Reference.Kind kind, String what, OptionalInt own, OptionalInt wanted) {
    if (own.isEmpty() || wanted.isEmpty() || own.getAsInt() == wanted.getAsInt()) {
      return Optional.empty();
    }
    return Optional.of(difference(kind, what + own.getAsInt(), what + wanted.getAsInt()));
  }

  private static String difference(Reference.Kind kind, String own, String wanted) {
    return "%s reference is for %s, the scan uses %s: %s"
        .formatted(kind.word(), own, wanted, kind.remedy());
  }

  /** One decimal where that tells the two apart, else as many as are there. */
  private static String milliseconds(double shown, double other) {
    boolean oneDecimalTells = Math.round(shown * 10) != Math.round(other * 10);
    return (oneDecimalTells ? "%.1f ms".formatted(shown) : shown + " ms");
  }

  /** What decides whether a reference may be used and is not stated here, such as "exposure". */
  public List<String> unstated() {
    List<String> missing = new ArrayList<>();
    if (exposureMs.isEmpty()) {
      missing.add("exposure");
    }
    if (spatialBinning.isEmpty()) {
      missing.add("spatial binning");
    }
    if (spectralBinning.isEmpty()) {
      missing.add("spectral binning");
    }
    return List.copyOf(missing);
  }
}
