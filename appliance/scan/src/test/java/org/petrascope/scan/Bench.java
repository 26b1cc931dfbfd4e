package org.petrascope.scan;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.scan.FakeCamera.Mishaps;
import org.petrascope.scenes.ParametricLibrary;
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

/** A small station with a camera in memory, and the store it writes to. */
final class Bench implements AutoCloseable {
  static final int SAMPLES = 12;
  static final int BANDS = 150;
  static final SpectralLibrary LIBRARY = ParametricLibrary.builtIn().onBands(sensor());
  static final DepthInterval DEPTH = new DepthInterval(10, 11);

  static final Identification LIBRARY_ALONE =
      new LibraryIdentification(LIBRARY, "test", MapMethod.AUTO);

  private static final long SEED = 42;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  final Store store;
  final Station station;

  Bench(Path root, Mishaps mishaps) {
    this(root, FakeCamera.settings(), untilItVanishes(mishaps));
  }

  Bench(Path root, IdentificationShelf identifications, Mishaps mishaps) {
    this(
        root,
        Clock.systemUTC(),
        settings(FakeCamera.settings(), identifications),
        untilItVanishes(mishaps));
  }

  Bench(Path root, AcquisitionSettings acquisition, Supplier<Camera> cameras) {
    this(root, acquisition, cameras, Clock.systemUTC());
  }

  Bench(Path root, AcquisitionSettings acquisition, Supplier<Camera> cameras, Clock clock) {
    this(root, clock, settings(acquisition, IdentificationShelf.only(LIBRARY_ALONE)), cameras);
  }

  private Bench(Path root, Clock clock, StationSettings settings, Supplier<Camera> cameras) {
    store = Store.open(root, clock);
    station =
        Station.open(
            settings,
            cameras,
            new Surroundings(
                store, clock, new SplittableRandom(SEED), new Execution("test", "CPU"), PATIENCE));
  }

  /** Opens a camera that does not come back. */
  private static Supplier<Camera> untilItVanishes(Mishaps mishaps) {
    AtomicBoolean gone = new AtomicBoolean();
    return () -> {
      if (gone.get()) {
        throw new CameraException("no camera answers");
      }
      return new FakeCamera(LIBRARY, SAMPLES, mishaps) {
        @Override
        void vanishes() {
          gone.set(true);
        }
      };
    };
  }

  private static StationSettings settings(
      AcquisitionSettings acquisition, IdentificationShelf identifications) {
    return new StationSettings(
        "s1",
        "Station 1",
        acquisition,
        0.5,
        Panel.perfect(),
        WavelengthSettings.NONE,
        identifications,
        2,
        Detector.SNR_MIN_DEFAULT,
        ReferenceLimits.DEFAULT);
  }

  private static Wavelengths sensor() {
    double[] centres = new double[BANDS];
    for (int band = 0; band < BANDS; band++) {
      centres[band] = 1000 + 1500.0 * band / (BANDS - 1);
    }
    return Wavelengths.ofNanometres(centres);
  }

  /** A box of two rows. */
  static ScanRequest request(int lines) {
    return new ScanRequest(
        "H1",
        "7",
        DEPTH,
        BoxTemplate.equalRows(2, SAMPLES),
        DepthIntervals.every(0.1, DEPTH),
        lines);
  }

  Bench withReferences() {
    station.reference(Reference.Kind.DARK);
    station.reference(Reference.Kind.WHITE);
    return this;
  }

  @Override
  public void close() {
    station.close();
    store.close();
  }
}
