package org.petrascope.scan;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.Capabilities;
import org.petrascope.camera.Identity;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Sensor;
import org.petrascope.spectral.Wavelengths;
import org.petrascope.store.CaptureSettings;

/**
 * A camera with its settings, in the terms of the domain.
 *
 * @param dnMax lowest DN that counts as saturated
 */
record SensorView(Sensor sensor, CaptureSettings settings, Wavelengths wavelengths, int dnMax) {

  static SensorView of(Identity identity, Capabilities capabilities, AcquisitionSettings settings) {
    int samples = capabilities.samplesMax() / settings.spatialBinning();
    Wavelengths wavelengths = binned(capabilities.bands(), settings.spectralBinning());
    return new SensorView(
        new Sensor(
            identity.vendor(), identity.model(), identity.serial(), identity.calibrationPack()),
        new CaptureSettings(
            settings.pixelFormat().genicamName(),
            settings.exposureUs(),
            settings.lineRateHz(),
            settings.spatialBinning(),
            settings.spectralBinning(),
            samples,
            wavelengths.count(),
            settings.gain()),
        wavelengths,
        capabilities.saturationDn(settings.pixelFormat()));
  }

  /** Joined bands lie in the middle of their parts and are as wide as all of them. */
  private static Wavelengths binned(BandTable table, int binning) {
    double[] centres = table.centresNm();
    double[] widths = table.fwhmsNm();
    double[] joinedCentres = new double[centres.length / binning];
    double[] joinedWidths = new double[joinedCentres.length];
    for (int band = 0; band < joinedCentres.length; band++) {
      int first = band * binning;
      int last = first + binning - 1;
      joinedCentres[band] = (centres[first] + centres[last]) / 2;
      joinedWidths[band] = (widths[first] + widths[last]) / 2 + centres[last] - centres[first];
    }
    return Wavelengths.ofNanometres(joinedCentres, joinedWidths);
  }

  /** One line. */
  CubeShape line() {
    return new CubeShape(1, settings.samples(), settings.bands());
  }

  static AcquisitionConditions conditions(
      CaptureSettings settings, int dnMax, OptionalDouble temperatureC) {
    return new AcquisitionConditions(
            OptionalDouble.of(settings.exposureUs() / 1000),
            OptionalDouble.of(settings.lineRateHz()),
            OptionalInt.of(settings.spatialBinning()),
            OptionalInt.of(settings.spectralBinning()),
            OptionalInt.of(dnMax),
            temperatureC)
        .withGain(settings.gain());
  }
}
