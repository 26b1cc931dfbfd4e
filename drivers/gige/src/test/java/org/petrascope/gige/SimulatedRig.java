package org.petrascope.gige;

import org.petrascope.camera.BandTable;
import org.petrascope.camera.CameraRig;
import org.petrascope.simulator.Dress;
import org.petrascope.simulator.FaultPlan;
import org.petrascope.simulator.Scene;
import org.petrascope.simulator.SensorModel;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.simulator.SimulatorException;
import org.petrascope.simulator.SimulatorSettings;

/** A simulated camera on a loopback address of its own. */
final class SimulatedRig implements CameraRig {
  private static final int TRIES = 50;
  private static final int SAMPLES = 64;
  private static final int BANDS = 16;

  private final Scene scene;
  private final CameraProfiles profiles;
  private SimulatedCamera simulated;

  SimulatedRig(String faults) {
    this(faults, Dress.PETRASCOPE_SWIR_640);
  }

  SimulatedRig(String faults, Dress dress) {
    this(faults, dress, CameraProfiles.builtIn());
  }

  /** A camera in this dress, opened with the one of these profiles that is for it. */
  SimulatedRig(String faults, Dress dress, CameraProfiles profiles) {
    this.profiles = profiles;
    scene = new StripedScene(SAMPLES, BANDS * dress.habits().spectralBinning());
    simulated = started(FaultPlan.parse(faults), dress);
  }

  /** A camera that calls itself so and is otherwise as usual. */
  static Dress named(String model) {
    Dress usual = Dress.PETRASCOPE_SWIR_640;
    return new Dress(usual.vendor(), model, usual.names(), usual.pixelFormats(), usual.habits());
  }

  /** GVCP has one port, so every camera needs an address; others may be testing too. */
  private SimulatedCamera started(FaultPlan faults, Dress dress) {
    long pid = ProcessHandle.current().pid();
    for (int last = 1; ; last++) {
      String address = "127.%d.%d.%d".formatted(1 + pid / 250 % 250, 1 + pid % 250, last);
      try {
        return SimulatedCamera.start(
            SimulatorSettings.at(address).withDress(dress).withFaults(faults),
            scene,
            SensorModel.of(scene));
      } catch (SimulatorException e) {
        if (last == TRIES) {
          throw e;
        }
      }
    }
  }

  String address() {
    return simulated.address();
  }

  BandTable bands() {
    return scene.bands();
  }

  SimulatedCamera simulated() {
    return simulated;
  }

  /** Switches the camera off. */
  void kill() {
    simulated.close();
  }

  /** Switches a camera on at the address of the one before, which was switched off. */
  void restart() {
    simulated =
        SimulatedCamera.start(
            SimulatorSettings.at(simulated.address()), scene, SensorModel.of(scene));
  }

  @Override
  public GigeCamera open() {
    return GigeCamera.open(GigeAddress.of(address()), profiles);
  }

  @Override
  public void close() {
    simulated.close();
  }

  /** Stripes of two brightnesses across all bands. */
  private record StripedScene(int samples, int bandCount) implements Scene {
    @Override
    public int lines() {
      return 1000;
    }

    @Override
    public BandTable bands() {
      double[] centresNm = new double[bandCount];
      double[] fwhmsNm = new double[bandCount];
      for (int band = 0; band < bandCount; band++) {
        centresNm[band] = 1000 + 1500.0 * band / (bandCount - 1);
        fwhmsNm[band] = 8;
      }
      return new BandTable(centresNm, fwhmsNm);
    }

    @Override
    public void reflectance(int line, float[] bil) {
      for (int i = 0; i < bil.length; i++) {
        bil[i] = i % 2 == 0 ? 0.6f : 0.3f;
      }
    }
  }
}
