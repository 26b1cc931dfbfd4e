package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.petrascope.gige.CameraProfile;
import org.petrascope.gige.CameraProfiles;
import org.petrascope.spectral.MineralGroup;

class ProfileMineralsTest {
  private static final CameraProfiles PROFILES = CameraProfiles.builtIn();

  @Test
  void everyProfileNamesMineralGroupsThatExist() {
    List<String> groups = MineralGroup.rocks().map(MineralGroup::label).toList();
    for (String name : PROFILES.names()) {
      CameraProfile profile = PROFILES.named(name);
      assertTrue(groups.containsAll(profile.minerals()), name + " " + profile.minerals());
    }
  }

  @Test
  void nearInfraredCameraClaimsNoClay() {
    assertEquals(
        "which tells no mineral group by its absorption",
        CameraChecks.sees(PROFILES.named("specim-fx17e")));
    assertTrue(
        CameraChecks.sees(PROFILES.named("specim-fx10e")).contains("cannot see SILICA, KAOLIN"));
    assertTrue(
        CameraChecks.sees(PROFILES.named("generic-swir-1000-2500"))
            .endsWith("cannot see SILICA, OXIDE, SULPHIDE"));
  }
}
