package org.petrascope.gige;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.simulator.Dress;

class SpecimPackTest {
  /** What the simulated camera calls itself. */
  private static final String SERIAL = "0001";

  @TempDir Path folder;

  @Test
  void wavelengthsOfTheFactorysBinningAreThoseOfThePack() throws IOException {
    Path file =
        pack(
            SERIAL + "_20220310_calpack.scp",
            Map.of(
                "spectral/wlcal1b.wls", table(32, 400, 2.5),
                "spectral/wlcal2b.wls", table(16, 401.25, 5),
                "readme.txt", "of no concern"));
    CameraProfiles profiles = CameraProfiles.builtIn().with(CalibrationPack.inFile(file));
    try (SimulatedRig rig = new SimulatedRig("", Dress.SPECIM_FX10E, profiles);
        Camera camera = rig.open()) {
      assertEquals(SERIAL + "_20220310_calpack", camera.identity().calibrationPack());
      assertArrayEquals(
          IntStream.range(0, 15).mapToDouble(band -> 401.25 + 5 * band).toArray(),
          camera.capabilities().bands().centresNm(),
          1e-9,
          "all rows but the status row");
      assertEquals(5.5, camera.capabilities().bands().fwhmsNm()[7], 1e-9);
    }
    try (SimulatedRig rig = new SimulatedRig("", Dress.SPECIM_FX17E, profiles)) {
      CameraException refused = assertThrows(CameraException.class, rig::open);
      assertTrue(refused.getMessage().contains("its wavelength table 32"), refused.getMessage());
    }
  }

  @Test
  void packOfAnotherCameraIsRefused() throws IOException {
    Path file =
        pack("3210495_20220310_calpack.scp", Map.of("spectral/wlcal1b.wls", table(16, 900, 50)));
    CameraProfiles profiles = CameraProfiles.builtIn().with(CalibrationPack.inFile(file));
    try (SimulatedRig rig = new SimulatedRig("", Dress.SPECIM_FX17E, profiles)) {
      CameraException refused = assertThrows(CameraException.class, rig::open);
      assertTrue(refused.getMessage().contains("is of camera 3210495"), refused.getMessage());
    }
  }

  @Test
  void packThatIsNoneIsRefusedWithTheReason() throws IOException {
    assertRefused(pack("calpack.scp", Map.of()), "does not begin with the serial number");
    assertRefused(pack("1_a.scp", Map.of("other", "")), "holds no spectral/wlcal1b.wls");
    assertRefused(
        pack("2_a.scp", Map.of("spectral/wlcal1b.wls", "400.1 5.5\nnonsense\n")),
        "line 'nonsense' of spectral/wlcal1b.wls is not a centre and a width");
    Path torn = folder.resolve("3_a.scp");
    Files.writeString(torn, "PK");
    assertRefused(torn, "cannot be read");
    assertRefused(folder.resolve("4_a.scp"), "cannot be read");
  }

  private static void assertRefused(Path file, String why) {
    CameraException refused =
        assertThrows(CameraException.class, () -> CalibrationPack.inFile(file));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  private static String table(int bands, double firstNm, double stepNm) {
    return IntStream.range(0, bands)
        .mapToObj(band -> String.format(Locale.ROOT, "%.4f\t5.5000", firstNm + band * stepNm))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private Path pack(String name, Map<String, String> entries) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("spectral/"));
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.US_ASCII));
      }
    }
    return file;
  }
}
