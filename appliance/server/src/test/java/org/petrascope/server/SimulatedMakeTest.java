package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.petrascope.camera.Capabilities;
import org.petrascope.gige.CameraProfiles;
import org.petrascope.gige.GigeAddress;
import org.petrascope.gige.GigeCamera;
import org.petrascope.scenes.CoreScene;
import org.petrascope.scenes.SceneOptions;
import org.petrascope.scenes.Scenes;
import org.petrascope.simulator.SensorModel;
import org.petrascope.simulator.SensorParameters;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.simulator.SimulatorSettings;

class SimulatedMakeTest {
  private static final CameraProfiles PROFILES = CameraProfiles.builtIn();

  @Test
  void everyBuiltInProfileHasItsMake() {
    assertEquals(PROFILES.names(), SimulatedMake.profiles());
  }

  @ParameterizedTest
  @MethodSource("org.petrascope.server.SimulatedMake#all")
  void profileStatesTheWavelengthsThatTheMakeSees(SimulatedMake make) {
    SceneOptions options = make.options().withLines(1);
    try (CoreScene scene = Scenes.builtIn(options);
        SimulatedCamera camera =
            SimulatedCamera.start(
                SimulatorSettings.at(Loopback.free()).withDress(make.dress()),
                scene,
                SensorModel.of(SensorParameters.DEFAULT, scene.samples(), scene.bands()));
        GigeCamera opened =
            GigeCamera.open(GigeAddress.of(camera.address()), PROFILES.named(make.profile()))) {
      Capabilities stated = opened.capabilities();
      assertEquals(options.samples(), stated.samplesMax());
      int perBand = make.dress().habits().spectralBinning();
      int bands = options.bands().bands() / perBand;
      int statusRows = make.dress().habits().statusLine() ? 1 : 0;
      double[] rows = options.bands().centresNm();
      double[] seen = new double[bands - statusRows];
      for (int band = 0; band < seen.length; band++) {
        for (int row = 0; row < perBand; row++) {
          seen[band] += rows[band * perBand + row] / perBand;
        }
      }
      assertArrayEquals(seen, stated.bands().centresNm(), 1e-6);
      assertEquals(rows[0] < 999, make.doubtOfTheBox().isPresent());
    }
  }
}
