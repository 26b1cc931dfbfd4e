package org.petrascope.scan;

import java.nio.file.Path;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.PixelFormat;
import org.petrascope.camera.Trigger;
import org.petrascope.gige.GigeCamera;
import org.petrascope.scenes.CoreScene;
import org.petrascope.scenes.ParametricLibrary;
import org.petrascope.scenes.SceneOptions;
import org.petrascope.scenes.SceneSummary;
import org.petrascope.scenes.Scenes;
import org.petrascope.simulator.SensorModel;
import org.petrascope.simulator.SensorParameters;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.simulator.SimulatorException;
import org.petrascope.simulator.SimulatorSettings;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.DepthIntervals;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.Execution;
import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.PixelMapper;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.SampleRange;
import org.petrascope.spectral.SpectralLibrary;
import org.petrascope.spectral.Wavelengths;
import org.petrascope.store.ScanRequest;
import org.petrascope.store.Store;

/** A station whose camera sends real GigE Vision packets over loopback. */
final class SimulatedStation implements AutoCloseable {
  private static final int BANDS = 224;
  private static final double FIRST_NM = 1000;
  private static final double LAST_NM = 2500;
  private static final double FWHM_NM = 8;
  private static final double EXPOSURE_US = 1500;
  private static final int ADDRESSES = 50;

  final CoreScene scene;
  final SensorModel sensor;
  final SimulatedCamera camera;
  final Store store;
  final Station station;

  /** With the parametric library that the scene is painted with. */
  SimulatedStation(Path root, int samples, int lines, double lineRateHz) {
    this(
        root,
        new SceneSize(samples, lines, lineRateHz),
        new LibraryIdentification(library(), "built in", MapMethod.AUTO));
  }

  /** How much there is to scan, how fast, and what starts a line. */
  record SceneSize(int samples, int lines, double lineRateHz, Trigger trigger) {
    SceneSize(int samples, int lines, double lineRateHz) {
      this(samples, lines, lineRateHz, Trigger.FREE_RUNNING);
    }
  }

  SimulatedStation(Path root, SceneSize size, Identification identification) {
    this(root, size, identification, SensorParameters.DEFAULT);
  }

  SimulatedStation(
      Path root, SceneSize size, Identification identification, SensorParameters parameters) {
    BandTable bands = bands();
    scene =
        Scenes.builtIn(
            new SceneOptions(size.samples(), bands, SceneOptions.SEED_DEFAULT, size.lines()));
    sensor = SensorModel.of(parameters, scene.samples(), bands);
    camera = startOnFreeAddress(scene, sensor);
    Clock clock = Clock.systemUTC();
    store = Store.open(root, clock);
    float[] panel = sensor.panel();
    station =
        Station.open(
            new StationSettings(
                "s1",
                "Station 1",
                new AcquisitionSettings(
                    PixelFormat.MONO12_PACKED,
                    EXPOSURE_US,
                    size.lineRateHz(),
                    1,
                    1,
                    size.trigger()),
                1,
                Panel.certified(
                    "panel",
                    bands.centresNm(),
                    IntStream.range(0, BANDS).mapToDouble(b -> panel[b]).toArray()),
                WavelengthSettings.NONE,
                IdentificationShelf.only(identification),
                2,
                Detector.SNR_MIN_DEFAULT,
                ReferenceLimits.DEFAULT),
            () -> GigeCamera.open(camera.address()),
            new Surroundings(store, clock, new SplittableRandom(1), new Execution("test", "CPU")));
  }

  /** What maps the scans. */
  PixelMapper mapper() {
    return station.settings().identifications().current().open(library().wavelengths());
  }

  /** What the scene is painted with, on the camera's bands. */
  static SpectralLibrary library() {
    BandTable bands = bands();
    return ParametricLibrary.builtIn()
        .onBands(Wavelengths.ofNanometres(bands.centresNm(), bands.fwhmsNm()));
  }

  private static BandTable bands() {
    double[] centres = new double[BANDS];
    double[] widths = new double[BANDS];
    for (int band = 0; band < BANDS; band++) {
      centres[band] = FIRST_NM + (LAST_NM - FIRST_NM) * band / (BANDS - 1);
      widths[band] = FWHM_NM;
    }
    return new BandTable(centres, widths);
  }

  private static SimulatedCamera startOnFreeAddress(CoreScene scene, SensorModel sensor) {
    return startOnFreeAddress(scene, sensor, 0);
  }

  /** A camera whose bands see so many nm further than it states. */
  static SimulatedCamera startOnFreeAddress(CoreScene scene, SensorModel sensor, double shiftNm) {
    long pid = ProcessHandle.current().pid();
    for (int attempt = 0; ; attempt++) {
      String address = "127.77.%d.%d".formatted(pid / 250 % 250, 1 + (pid + attempt) % 250);
      try {
        return SimulatedCamera.start(
            SimulatorSettings.at(address).withWavelengthShiftNm(shiftNm), scene, sensor);
      } catch (SimulatorException e) {
        if (attempt == ADDRESSES) {
          throw e;
        }
      }
    }
  }

  SimulatedStation withReferences() {
    station.reference(Reference.Kind.DARK);
    station.reference(Reference.Kind.WHITE);
    return this;
  }

  /** The whole scene, with its own rows and depths. */
  ScanRequest request() {
    SceneSummary summary = scene.summary();
    DepthInterval depth = new DepthInterval(summary.depthFromM(), summary.depthToM());
    return new ScanRequest(
        "SIM-1",
        "1",
        depth,
        new BoxTemplate(
            summary.layout().rows().stream()
                .map(row -> new SampleRange(row.from(), row.to()))
                .toList()),
        DepthIntervals.equal(20, depth),
        summary.lines());
  }

  @Override
  public void close() {
    station.close();
    store.close();
    camera.close();
    scene.close();
  }
}
