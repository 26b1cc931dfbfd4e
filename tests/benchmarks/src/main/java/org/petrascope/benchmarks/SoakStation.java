package org.petrascope.benchmarks;

import java.nio.file.Path;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.PixelFormat;
import org.petrascope.gige.GigeCamera;
import org.petrascope.scan.Identification;
import org.petrascope.scan.IdentificationShelf;
import org.petrascope.scan.LibraryIdentification;
import org.petrascope.scan.ReferenceLimits;
import org.petrascope.scan.Station;
import org.petrascope.scan.StationSettings;
import org.petrascope.scan.Surroundings;
import org.petrascope.scan.WavelengthSettings;
import org.petrascope.scenes.ParametricLibrary;
import org.petrascope.simulator.SensorModel;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.DepthIntervals;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.Execution;
import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Wavelengths;
import org.petrascope.store.ScanRequest;
import org.petrascope.store.Store;

/**
 * A station of the appliance as {@code petrascope serve} wires it, with its store, for a {@link
 * SimulatedCore} at full rate. Minerals are told by spectral angle.
 */
final class SoakStation implements AutoCloseable {
  static final double RATE_HZ = 527;
  static final PixelFormat FORMAT = PixelFormat.MONO12_PACKED;

  private static final int SAMPLES = 640;
  private static final double EXPOSURE_US = 1500;
  private static final double LINE_PITCH_MM = 0.5;
  private static final int ROWS = 4;

  /** Records of the library that every spectrum is compared with. */
  private static final int RECORDS = 12;

  private final Store store;
  private final Station station;

  private SoakStation(Store store, Station station) {
    this.store = store;
    this.station = station;
  }

  static SoakStation open(Path folder, String address) {
    Clock clock = Clock.systemUTC();
    BandTable bands = SimulatedCore.bands();
    Wavelengths sensor = Wavelengths.ofNanometres(bands.centresNm(), bands.fwhmsNm());
    SpectralLibrary library =
        ParametricLibrary.builtIn().onBands(sensor).subset(IntStream.range(0, RECORDS).toArray());
    Store store = Store.open(folder, clock);
    Station station =
        Station.open(
            settings(bands, new LibraryIdentification(library, "built in", MapMethod.SAM)),
            () -> GigeCamera.open(address),
            new Surroundings(
                store, clock, new SplittableRandom(1), new Execution("soak", "plain Java")));
    return new SoakStation(store, station);
  }

  private static StationSettings settings(BandTable bands, Identification identification) {
    float[] white = SensorModel.whitePanel(bands);
    double[] panel = IntStream.range(0, white.length).mapToDouble(i -> white[i]).toArray();
    return new StationSettings(
        "s1",
        "Station 1",
        new AcquisitionSettings(FORMAT, EXPOSURE_US, RATE_HZ, 1, 1),
        LINE_PITCH_MM,
        Panel.certified("panel", bands.centresNm(), panel),
        WavelengthSettings.NONE,
        IdentificationShelf.only(identification),
        Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
        Detector.SNR_MIN_DEFAULT,
        ReferenceLimits.DEFAULT);
  }

  void takeReferences() {
    station.reference(Reference.Kind.DARK);
    station.reference(Reference.Kind.WHITE);
  }

  /** A box of this number and so many lines. */
  static ScanRequest box(int number, int lines) {
    double lengthM = lines * LINE_PITCH_MM / 1000 * ROWS;
    DepthInterval depth = new DepthInterval(number * lengthM, (number + 1) * lengthM);
    return new ScanRequest(
        "SOAK",
        String.valueOf(number),
        depth,
        BoxTemplate.equalRows(ROWS, SAMPLES),
        DepthIntervals.equal(ROWS, depth),
        lines);
  }

  Station station() {
    return station;
  }

  Store store() {
    return store;
  }

  @Override
  public void close() {
    station.close();
    store.close();
  }
}
