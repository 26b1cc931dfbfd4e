package org.petrascope.scan;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.SplittableRandom;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.PixelFormat;
import org.petrascope.formats.PanelCurve;
import org.petrascope.gige.GigeCamera;
import org.petrascope.scenes.CoreScene;
import org.petrascope.scenes.SceneOptions;
import org.petrascope.scenes.Scenes;
import org.petrascope.simulator.SensorModel;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.spectral.Detector;
import org.petrascope.spectral.Execution;
import org.petrascope.spectral.MapMethod;
import org.petrascope.spectral.Panel;
import org.petrascope.spectral.Reference;
import org.petrascope.store.Store;

/**
 * A station on whose simulated, noisy, drifted camera a tile lies in place of core; the panel that
 * it is told of is another than the camera sees.
 */
final class TileStation implements AutoCloseable {
  static final int SAMPLES = 64;
  static final int LINES = 40;
  private static final double EXPOSURE_US = 1500;
  private static final double LINE_RATE_HZ = 400;

  final Store store;
  final Station station;
  private final CoreScene scene;
  private final SimulatedCamera camera;

  /** What is planted and what the station makes of it. */
  record Drift(BandTable stated, double shiftNm, boolean corrected) {}

  TileStation(Path root, Path tile, Path shown, Drift drift) {
    BandTable real = drift.stated().shifted(drift.shiftNm());
    scene = Scenes.open(shown, SceneOptions.of(SAMPLES, real).withLines(LINES));
    camera = SimulatedStation.startOnFreeAddress(scene, SensorModel.of(scene), drift.shiftNm());
    Clock clock = Clock.systemUTC();
    store = Store.open(root, clock);
    station =
        Station.open(
            new StationSettings(
                "s1",
                "Station 1",
                new AcquisitionSettings(PixelFormat.MONO12_PACKED, EXPOSURE_US, LINE_RATE_HZ, 1, 1),
                1,
                Panel.perfect(),
                new WavelengthSettings(Optional.of(PanelCurve.read(tile)), drift.corrected()),
                IdentificationShelf.only(
                    new LibraryIdentification(
                        SimulatedStation.library(), "built in", MapMethod.AUTO)),
                2,
                Detector.SNR_MIN_DEFAULT,
                ReferenceLimits.DEFAULT),
            () -> GigeCamera.open(camera.address()),
            new Surroundings(store, clock, new SplittableRandom(1), new Execution("test", "CPU")));
    station.reference(Reference.Kind.DARK);
    station.reference(Reference.Kind.WHITE);
  }

  static BandTable bands(double firstNm, double lastNm, double fwhmNm) {
    double[] centres = new double[224];
    double[] widths = new double[centres.length];
    for (int band = 0; band < centres.length; band++) {
      centres[band] = firstNm + (lastNm - firstNm) * band / (centres.length - 1);
      widths[band] = fwhmNm;
    }
    return new BandTable(centres, widths);
  }

  @Override
  public void close() {
    station.close();
    store.close();
    camera.close();
    scene.close();
  }
}
