package org.petrascope.gige;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.CameraContract;
import org.petrascope.camera.CameraRig;
import org.petrascope.camera.PixelFormat;
import org.petrascope.simulator.Dress;

/**
 * The camera contract for every profile, on a camera that has the names and habits of that make.
 * Petrascope's own is the one of {@link GigeCameraContractTest}. Every test has a camera of its
 * own, and several run at a time, for most of the time is spent waiting for shutters and silences.
 */
class ProfileContractTest {
  @Test
  void everyProfileHasItsContract() {
    assertEquals(
        List.of("petrascope-swir-640", "specim-fx10e", "specim-fx17e", "generic-swir-1000-2500"),
        CameraProfiles.builtIn().names());
  }

  @Nested
  class SpecimFx10e extends Dressed {
    SpecimFx10e() {
      super(Dress.SPECIM_FX10E, CameraProfiles.builtIn());
    }
  }

  @Nested
  class SpecimFx17e extends Dressed {
    SpecimFx17e() {
      super(Dress.SPECIM_FX17E, CameraProfiles.builtIn());
    }
  }

  /** It is for no device of its own, so it is chosen by name, for all. */
  @Nested
  class GenericSwir extends Dressed {
    GenericSwir() {
      super(Dress.GENERIC_SWIR, NewCamera.only("generic-swir-1000-2500"));
    }
  }

  @Nested
  class BrandNew extends Dressed {
    BrandNew() {
      super(NewCamera.DRESS, NewCamera.profiles());
    }
  }

  @Execution(ExecutionMode.CONCURRENT)
  private abstract static class Dressed extends CameraContract {
    private final Dress dress;
    private final CameraProfiles profiles;

    Dressed(Dress dress, CameraProfiles profiles) {
      this.dress = dress;
      this.profiles = profiles;
    }

    @Override
    protected CameraRig rig(CameraRig.Condition condition, int frames) {
      return new SimulatedRig(GigeCameraContractTest.faults(condition, frames), dress, profiles);
    }

    @Override
    protected AcquisitionSettings settings() {
      return new AcquisitionSettings(PixelFormat.MONO12_PACKED, 1000, 200, 1, 1);
    }
  }
}
