package org.petrascope.gige;

import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.CameraContract;
import org.petrascope.camera.CameraRig;
import org.petrascope.camera.PixelFormat;

/** The camera contract over real GigE Vision packets. */
class GigeCameraContractTest extends CameraContract {
  @Override
  protected CameraRig rig(CameraRig.Condition condition, int frames) {
    return new SimulatedRig(faults(condition, frames));
  }

  static String faults(CameraRig.Condition condition, int frames) {
    String silence = "muteAt=" + (frames + 1);
    return switch (condition) {
      case HEALTHY -> silence;
      case LOSES_FRAMES -> "dropFrame=0.2,seed=7," + silence;
      case LOSES_PACKETS -> "truncate=0.2,seed=4," + silence;
      case LOSES_FIRST_FRAME -> "dropFrame=0.5,seed=3," + silence;
      case VANISHES -> "vanishAt=" + frames / 2;
    };
  }

  @Override
  protected AcquisitionSettings settings() {
    return new AcquisitionSettings(PixelFormat.MONO12_PACKED, 1000, 200, 1, 1);
  }
}
