package org.petrascope.server;

import java.util.Arrays;
import java.util.Map;
import org.petrascope.camera.BandTable;
import org.petrascope.gige.CameraProfile;
import org.petrascope.gige.CameraProfiles;
import org.petrascope.gige.GigeAddress;
import org.petrascope.gige.GigeCamera;
import org.petrascope.simulator.Dress;
import org.petrascope.simulator.FaultPlan;
import org.petrascope.simulator.Scene;
import org.petrascope.simulator.SensorModel;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.simulator.SimulatorSettings;

/** Starts simulated cameras of a few pixels. */
final class SmallCamera {
  private static final int SAMPLES = 16;
  private static final Scene SCENE = new Grey();

  private SmallCamera() {}

  /** A camera on a free address with these faults. */
  static SimulatedCamera start(String faults) {
    return start(SimulatorSettings.at(Loopback.free()).withFaults(FaultPlan.parse(faults)));
  }

  static SimulatedCamera start(SimulatorSettings settings) {
    return SimulatedCamera.start(settings, SCENE, SensorModel.of(SCENE));
  }

  /** The usual make with another model's name. */
  static Dress named(String model) {
    Dress usual = Dress.PETRASCOPE_SWIR_640;
    return new Dress(usual.vendor(), model, usual.names(), usual.pixelFormats(), usual.habits());
  }

  /** Another program that set the timeout and left. */
  static void setHeartbeat(SimulatedCamera camera, long ms) {
    CameraProfile usual = CameraProfiles.builtIn().named("petrascope-swir-640");
    CameraProfile setting =
        new CameraProfile(
            usual.name(),
            usual.devices(),
            usual.features(),
            usual.pixelFormats(),
            usual.wavelengths(),
            usual.sensor(),
            usual.shutter(),
            usual.stage(),
            usual.trigger(),
            usual.minerals(),
            usual.calibrationPack(),
            Map.of("GevHeartbeatTimeout", ms));
    GigeCamera.open(GigeAddress.of(camera.address()), setting).close();
  }

  private record Grey() implements Scene {
    @Override
    public int samples() {
      return SAMPLES;
    }

    @Override
    public int lines() {
      return 100;
    }

    @Override
    public BandTable bands() {
      return new BandTable(
          new double[] {1000, 1200, 1400, 1600, 1800, 2000, 2200, 2400},
          new double[] {8, 8, 8, 8, 8, 8, 8, 8});
    }

    @Override
    public void reflectance(int line, float[] bil) {
      Arrays.fill(bil, 0.4f);
    }
  }
}
