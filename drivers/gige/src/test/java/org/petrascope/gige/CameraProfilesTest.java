package org.petrascope.gige;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.petrascope.camera.CameraException;

class CameraProfilesTest {
  private static final GigeAddress ADDRESS = GigeAddress.of("127.0.0.1");

  private final CameraProfiles profiles = CameraProfiles.builtIn();

  @Test
  void everyBuiltInProfileIsReadable() {
    assertEquals(
        List.of("petrascope-swir-640", "specim-fx10e", "specim-fx17e", "generic-swir-1000-2500"),
        profiles.names());
  }

  @Test
  void profileIsChosenByVendorAndModelInAnyCase() {
    assertEquals("specim-fx17e", profiles.forDevice(ADDRESS, "SPECIM", "FX17e 1234").name());
    assertEquals(
        "petrascope-swir-640",
        profiles.forDevice(ADDRESS, "Petrascope", "SWIR-640 simulated").name());
  }

  @Test
  void unknownModelIsRefusedInOneSentenceWithTheRemedy() {
    CameraException refusal =
        assertThrows(CameraException.class, () -> profiles.forDevice(ADDRESS, "Acme", "Zoom 3"));
    assertEquals(
        "camera 127.0.0.1 is a Acme Zoom 3, for which there is no camera profile: name one of"
            + " petrascope-swir-640, specim-fx10e, specim-fx17e, generic-swir-1000-2500 in the"
            + " configuration or add a profile file",
        refusal.getMessage());
  }

  @Test
  void addedProfileWinsOverTheBuiltIn() throws IOException {
    CameraProfile own = read(fx17e().replace("specim-fx17e", "our-fx17e"));
    assertEquals("our-fx17e", profiles.with(own).forDevice(ADDRESS, "Specim", "FX17e").name());
  }

  @Test
  void missingProfileFileIsRefusedInOneSentence() {
    CameraException refusal =
        assertThrows(
            CameraException.class, () -> CameraProfiles.inFile(Path.of("/nowhere/own.json")));
    assertEquals(
        "camera profile /nowhere/own.json cannot be read: name an existing file",
        refusal.getMessage());
  }

  @Test
  void calibrationPackWhoseTableIsOfAnotherLengthIsRefused() {
    String json =
        """
        {"version": 1, "id": "p", "serial": "1",
         "region": {"firstSample": 0, "samples": 4, "firstBand": 0, "bands": 3},
         "wavelengths": {"centresNm": [951, 1002], "fwhmsNm": [8, 8]}}
        """;
    CameraException refusal =
        assertThrows(
            CameraException.class,
            () -> CalibrationPack.read("p.json", new ByteArrayInputStream(json.getBytes(UTF_8))));
    assertEquals(
        "calibration pack p.json cannot be used (region has 3 bands, the table 2: both must be the same): correct the file",
        refusal.getMessage());
  }

  @Test
  void saturationAboveFullScaleIsRefused() throws IOException {
    assertRefused(
        fx17e().replace("\"saturation\": 1.0", "\"saturation\": 1.2"), "saturation is 1.2");
  }

  @Test
  void unknownKeyIsRefusedByName() throws IOException {
    String json = fx17e().replace("\"atOpen\"", "\"gain\": 3, \"atOpen\"");
    assertRefused(json, "key gain is unknown");
  }

  @Test
  void missingPartIsRefusedByName() throws IOException {
    assertRefused(fx17e().replace("\"stage\": null,", ""), "stage");
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    assertRefused(fx17e().replace("\"version\": 1", "\"version\": 2"), "version 2");
  }

  private static void assertRefused(String json, String reason) {
    CameraException refusal = assertThrows(CameraException.class, () -> read(json));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains(reason), message);
    assertEquals(1, message.lines().count(), message);
  }

  private static CameraProfile read(String json) {
    return ProfileFile.read("own.json", new ByteArrayInputStream(json.getBytes(UTF_8)));
  }

  private static String fx17e() throws IOException {
    try (InputStream json =
        Objects.requireNonNull(
            CameraProfiles.class.getResourceAsStream("profiles/specim-fx17e.json"))) {
      return new String(json.readAllBytes(), UTF_8);
    }
  }
}
