package org.petrascope.scan;

import java.nio.file.Path;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.PixelFormat;
import org.petrascope.formats.EnviReader;
import org.petrascope.gige.GigeCamera;
import org.petrascope.scenes.ParametricLibrary;
import org.petrascope.simulator.FaultPlan;
import org.petrascope.simulator.SensorModel;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.simulator.SimulatorException;
import org.petrascope.simulator.SimulatorSettings;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthIntervals;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.Execution;
import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.RawCube;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.Wavelengths;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanRequest;
import org.petrascope.store.Store;

/**
 * A station over a conveyor whose lines are numbered, with a camera on loopback that can be killed.
 * Packets are of 1500 bytes at most, so that a line takes five.
 */
final class FaultStation implements AutoCloseable {
  static final BandTable BANDS = bands();
  private static final String PATH = "mtu=1500,";
  private static final int ADDRESSES = 50;

  /** Every station has a network of its own, so that none takes the address of a killed camera. */
  private static final AtomicInteger NETWORKS = new AtomicInteger(78);

  final ConveyorScene scene;
  final Store store;
  final Station station;
  private final SensorModel sensor;
  private final FaultRow.Bed bed;
  private SimulatedCamera camera;
  private volatile boolean unplugged;

  FaultStation(Path root, FaultRow.Bed bed) {
    this(root, bed, new ConveyorScene(BANDS, bed.realRateHz()));
  }

  FaultStation(Path root, FaultRow.Bed bed, ConveyorScene scene) {
    this.bed = bed;
    this.scene = scene;
    sensor = SensorModel.of(scene);
    camera = startOnFreeAddress();
    String address = camera.address();
    Clock clock = Clock.systemUTC();
    store = Store.open(root, clock);
    float[] panel = sensor.panel();
    double[] certificate = IntStream.range(0, panel.length).mapToDouble(b -> panel[b]).toArray();
    station =
        Station.open(
            new StationSettings(
                "s1",
                "Station 1",
                new AcquisitionSettings(
                    PixelFormat.MONO12_PACKED, 1500, bed.rateHz(), 1, 1, bed.trigger()),
                1,
                Panel.certified("panel", BANDS.centresNm(), certificate),
                WavelengthSettings.NONE,
                IdentificationShelf.only(
                    new LibraryIdentification(
                        ParametricLibrary.builtIn()
                            .onBands(Wavelengths.ofNanometres(BANDS.centresNm(), BANDS.fwhmsNm())),
                        "built in",
                        MapMethod.SAM)),
                1,
                Detector.SNR_MIN_DEFAULT,
                ReferenceLimits.DEFAULT),
            () -> open(address),
            new Surroundings(
                store,
                clock,
                new SplittableRandom(1),
                new Execution("test", "CPU"),
                bed.patience()));
  }

  private Camera open(String address) {
    if (unplugged) {
      throw new CameraException("the station is unplugged");
    }
    return GigeCamera.open(address);
  }

  /** Keeps the station from opening its camera, so that others can. */
  void unplug(boolean now) {
    unplugged = now;
  }

  /** Takes both references; closes the station where one cannot be had. */
  FaultStation withReferences() {
    boolean taken = false;
    try {
      station.reference(Reference.Kind.DARK);
      station.reference(Reference.Kind.WHITE);
      taken = true;
      return this;
    } finally {
      if (!taken) {
        close();
      }
    }
  }

  private static BandTable bands() {
    double[] centres = new double[150];
    double[] widths = new double[centres.length];
    for (int band = 0; band < centres.length; band++) {
      centres[band] = 1000 + 1500.0 * band / (centres.length - 1);
      widths[band] = 8;
    }
    return new BandTable(centres, widths);
  }

  private SimulatedCamera startOnFreeAddress() {
    long pid = ProcessHandle.current().pid();
    int network = NETWORKS.getAndIncrement();
    for (int attempt = 0; ; attempt++) {
      try {
        return start("127.%d.%d.%d".formatted(network, pid / 250 % 250, 1 + (pid + attempt) % 250));
      } catch (SimulatorException e) {
        if (attempt == ADDRESSES) {
          throw e;
        }
      }
    }
  }

  private SimulatedCamera start(String address) {
    SimulatedCamera started =
        SimulatedCamera.start(SimulatorSettings.at(address).withFaults(plan("")), scene, sensor);
    started.follow(ns -> scene.exposed(started.sent(), ns));
    return started;
  }

  SimulatedCamera camera() {
    return camera;
  }

  void inject(String faults) {
    camera.inject(plan(faults));
  }

  /** These faults and those that the camera always has. */
  private FaultPlan plan(String faults) {
    return FaultPlan.parse(PATH + bed.habit() + "," + faults);
  }

  void kill() {
    camera.close();
  }

  /** Another camera at the same address; gives when it was there. */
  long restart() {
    camera = start(camera.address());
    return System.nanoTime();
  }

  /** Begins a scan over line 0 of the conveyor. */
  ScanRecord begin(int lines) {
    scene.rewind();
    return station.scan(
        new ScanRequest(
            "H1",
            "7",
            Bench.DEPTH,
            BoxTemplate.equalRows(2, ConveyorScene.SAMPLES),
            DepthIntervals.every(0.1, Bench.DEPTH),
            lines));
  }

  /** Waits until so many lines of a scan are mapped, then begun. */
  CountDownLatch mapped(int lines) {
    CountDownLatch reached = new CountDownLatch(1);
    station.listen(
        new StationListener() {
          @Override
          public void mapped(ScanProgress progress, LiveMap map, int firstLine) {
            if (progress.mapped() >= lines) {
              reached.countDown();
            }
          }
        });
    return reached;
  }

  static void await(CountDownLatch reached) throws InterruptedException {
    if (!reached.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the lines do not come");
    }
  }

  ScanFiles files(ScanRecord scan) {
    return ScanFiles.of(store.folder(scan), scan);
  }

  /** The place on the core that each recorded line shows; -1 where it was lost. */
  int[] places(ScanRecord scan) {
    try (EnviReader reader = EnviReader.open(files(scan).raw())) {
      int lines = reader.shape().lines();
      RawCube raw = reader.raw(0, lines);
      return scene.places(raw, reader.header().lostLines(), BANDS.bands() / 2);
    }
  }

  @Override
  public void close() {
    station.close();
    store.close();
    camera.close();
  }
}
