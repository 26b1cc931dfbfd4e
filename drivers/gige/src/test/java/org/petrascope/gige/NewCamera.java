package org.petrascope.gige;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.petrascope.camera.PixelFormat;
import org.petrascope.simulator.Dress;

/** A camera of a make that the program has never heard of, and the file that describes it. */
final class NewCamera {
  /** Older names of features, two sensor rows a band, a status line and no shutter. */
  static final Dress DRESS =
      new Dress(
          "Acme",
          "Line 7",
          new Dress.Names(
              "ExposureTimeAbs", "AcquisitionFrameRateAbs", "RateOn", "", "Warmth", "", "", "Late"),
          EnumSet.of(PixelFormat.MONO12, PixelFormat.MONO12_PACKED),
          new Dress.Habits(2, true, true, false));

  private static final String PROFILE =
      """
      {
        "version": 1,
        "name": "acme-line-7",
        "devices": [{"vendor": "Acme", "model": "Line"}],
        "features": {
          "exposure": "ExposureTimeAbs",
          "lineRate": "AcquisitionFrameRateAbs",
          "lineRateEnable": "RateOn",
          "gain": "",
          "spatialBinning": "BinningHorizontal",
          "spectralBinning": "BinningVertical",
          "sensorTemperature": "",
          "deviceTemperature": "Warmth",
          "calibrationPack": ""
        },
        "pixelFormats": ["Mono12", "Mono12Packed"],
        "wavelengths": {
          "told": null,
          "nominal": {"firstNm": 500, "lastNm": 1100, "fwhmNm": 6},
          "measured": null
        },
        "sensor": {
          "spatialBinning": 1, "spectralBinning": 2, "statusRows": 1, "saturation": 0.9, "region": null
        },
        "shutter": null,
        "stage": null,
        "trigger": {"mode": "TriggerMode", "source": "TriggerSource", "encoder": "Line1", "missed": "Late"},
        "minerals": ["OXIDE"],
        "atOpen": {}
      }
      """;

  private NewCamera() {}

  /** The built-in profiles and the one of the file. */
  static CameraProfiles profiles() {
    try {
      Path file = Files.createTempFile("acme-line-7", ".json");
      try {
        Files.writeString(file, PROFILE);
        return CameraProfiles.builtIn().with(CameraProfiles.inFile(file));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The profile of this name, for whatever device. */
  static CameraProfiles only(String name) {
    CameraProfile named = CameraProfiles.builtIn().named(name);
    return CameraProfiles.builtIn()
        .with(ProfileQuirks.with(named, named.sensor(), List.of(new CameraProfile.Device("", ""))));
  }
}
