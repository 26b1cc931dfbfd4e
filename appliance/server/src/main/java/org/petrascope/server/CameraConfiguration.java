package org.petrascope.server;

import java.util.Optional;
import org.petrascope.gige.CalibrationPack;
import org.petrascope.gige.CameraProfile;
import org.petrascope.gige.CameraProfiles;
import org.petrascope.gige.GigeAddress;
import org.petrascope.gige.GigeCamera;

/**
 * Which camera a station has.
 *
 * @param address its IPv4 address; nothing is searched for
 * @param profile of its model; without one the model that it reports chooses a built-in profile
 * @param pack what the maker measured of this very camera
 */
record CameraConfiguration(
    String address, Optional<CameraProfile> profile, Optional<CalibrationPack> pack) {

  /** The camera at this address, with what the driver knows of its model. */
  static CameraConfiguration at(String address) {
    return new CameraConfiguration(address, Optional.empty(), Optional.empty());
  }

  /** Opens the camera and takes control of it. */
  GigeCamera open() {
    GigeAddress there = GigeAddress.of(address);
    if (profile.isEmpty()) {
      CameraProfiles builtIn = CameraProfiles.builtIn();
      return GigeCamera.open(there, pack.map(builtIn::with).orElse(builtIn));
    }
    CameraProfile chosen = profile.get();
    return GigeCamera.open(there, pack.map(chosen::with).orElse(chosen));
  }

  /** The profile for the device that reports this vendor and model. */
  Optional<CameraProfile> profileFor(String vendor, String model) {
    return profile.or(() -> CameraProfiles.builtIn().find(vendor, model));
  }
}
