package org.petrascope.gige;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrascope.camera.AcquisitionSettings;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.Frame;
import org.petrascope.camera.FrameStream;
import org.petrascope.camera.Outcome;
import org.petrascope.camera.PixelFormat;
import org.petrascope.camera.Shutter;
import org.petrascope.camera.Trigger;
import org.petrascope.simulator.Dress;

/** Habits of cameras that a profile must know of: what it is for, and what happens without it. */
@Timeout(60)
class ProfileQuirksTest {
  private static final AcquisitionSettings SETTINGS =
      new AcquisitionSettings(PixelFormat.MONO12, 1000, 200, 1, 1);
  private static final CameraProfile FX10E = CameraProfiles.builtIn().named("specim-fx10e");
  private static final CameraProfile FX17E = CameraProfiles.builtIn().named("specim-fx17e");

  @Test
  void statusRowIsNoBand() {
    try (SimulatedRig rig = new SimulatedRig("", Dress.SPECIM_FX17E)) {
      int[][] all = dn(rig, ProfileQuirks.withoutStatusRow(FX17E), SETTINGS);
      int[][] image = dn(rig, FX17E, SETTINGS);
      assertEquals(16, all.length);
      for (int dn : all[15]) {
        assertTrue(dn == 0 || dn == 4095, "the simulated camera wrote no status: " + dn);
      }
      assertEquals(15, image.length);
      for (int dn : image[14]) {
        assertTrue(dn > 0 && dn < 4095, "status in the last band: " + dn);
      }
    }
  }

  @Test
  void lineRateIsSwitchedOnBeforeItIsSet() {
    try (SimulatedRig rig = new SimulatedRig("", Dress.SPECIM_FX17E)) {
      try (Camera camera = open(rig, ProfileQuirks.withoutRateSwitch(FX17E))) {
        CameraException refusal =
            assertThrows(CameraException.class, () -> camera.configure(SETTINGS));
        assertTrue(String.valueOf(refusal.getMessage()).contains("AcquisitionFrameRate"));
      }
      assertEquals(15, dn(rig, FX17E, SETTINGS).length);
    }
  }

  @Test
  void formatThatTheCameraLacksIsNotOffered() {
    try (SimulatedRig rig = new SimulatedRig("", Dress.SPECIM_FX10E);
        Camera camera = open(rig, FX17E)) {
      // The other profile names Mono16; the device has the last word.
      assertEquals(
          Set.of(PixelFormat.MONO8, PixelFormat.MONO12, PixelFormat.MONO12_PACKED),
          camera.capabilities().pixelFormats());
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> camera.configure(new AcquisitionSettings(PixelFormat.MONO16, 1000, 200, 1, 1)));
      assertTrue(String.valueOf(refusal.getMessage()).contains("Mono12Packed"));
    }
    assertFalse(FX10E.pixelFormats().contains(PixelFormat.MONO16));
  }

  @Test
  void bandsAreThoseOfTheFactorysBinning() {
    try (SimulatedRig rig = new SimulatedRig("", Dress.SPECIM_FX10E)) {
      assertEquals(31, dn(rig, ProfileQuirks.withoutFactoryBinning(FX10E), SETTINGS).length);
      assertEquals(15, dn(rig, FX10E, SETTINGS).length);
      AcquisitionSettings joined = new AcquisitionSettings(PixelFormat.MONO12, 1000, 200, 1, 2);
      assertEquals(7, dn(rig, FX10E, joined).length);
    }
  }

  @Test
  void binningThatJoinsBandsWithTheStatusRowIsRefused() {
    try (SimulatedRig rig = new SimulatedRig("", Dress.SPECIM_FX17E);
        Camera camera = open(rig, FX17E)) {
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> camera.configure(new AcquisitionSettings(PixelFormat.MONO12, 1000, 200, 1, 3)));
      assertTrue(String.valueOf(refusal.getMessage()).contains("use another binning"));
    }
  }

  @Test
  void shutterTellsNotWhereItIs() {
    try (SimulatedRig rig = new SimulatedRig("", Dress.SPECIM_FX17E)) {
      try (AravisDevice device = AravisDevice.open(GigeAddress.of(rig.address()))) {
        device.set("MotorShutter_PulseFwd", 255);
        assertThrows(CameraException.class, () -> device.integer("MotorShutter_PulseFwd"));
      }
      double closed = mean(dn(rig, FX17E, SETTINGS));
      try (Camera camera = open(rig, FX17E)) {
        camera.shutter(Shutter.OPEN);
      }
      assertTrue(mean(dn(rig, FX17E, SETTINGS)) > 1.2 * closed);
    }
  }

  @Test
  void regionAndWavelengthsComeFromTheCalibrationPack() {
    CameraProfile own = FX17E.with(pack("SIM-0001", 5));
    try (SimulatedRig rig = new SimulatedRig("", Dress.SPECIM_FX17E)) {
      try (Camera camera = open(rig, own)) {
        assertEquals("pack-7", camera.identity().calibrationPack());
        assertEquals(40, camera.capabilities().samplesMax());
        assertArrayEquals(
            new double[] {951, 1002, 1054, 1107}, camera.capabilities().bands().centresNm());
      }
      int[][] whole = dn(rig, FX17E, SETTINGS);
      int[][] part = dn(rig, own, SETTINGS);
      assertEquals(4, part.length);
      for (int band = 0; band < 4; band++) {
        assertEquals(40, part[band].length);
        double there = mean(part[band]);
        double nearest = Math.abs(mean(middle(whole[5 + band])) - there);
        assertTrue(nearest < Math.abs(mean(middle(whole[4 + band])) - there), "band " + band);
        assertTrue(nearest < Math.abs(mean(middle(whole[6 + band])) - there), "band " + band);
      }
      // The next program finds the region set and wants all again.
      assertEquals(64, dn(rig, FX17E, SETTINGS)[14].length);
    }
  }

  @Test
  void lastBandsOfTheSensorAreLeftToTheStatusRow() {
    try (SimulatedRig rig = new SimulatedRig("", Dress.SPECIM_FX17E);
        Camera camera = open(rig, FX17E.with(pack("SIM-0001", 12)))) {
      assertThrows(IllegalArgumentException.class, () -> camera.configure(SETTINGS));
    }
  }

  @Test
  void gainIsSetWhereTheCameraHasOne() {
    CameraProfile generic = CameraProfiles.builtIn().named("generic-swir-1000-2500");
    AcquisitionSettings loud =
        new AcquisitionSettings(PixelFormat.MONO12, 1000, 200, 1, 1, Trigger.FREE_RUNNING, 6);
    try (SimulatedRig rig = new SimulatedRig("", Dress.GENERIC_SWIR)) {
      double least = mean(dn(rig, generic, SETTINGS));
      assertEquals(Math.pow(10, 6 / 20.0), mean(dn(rig, generic, loud)) / least, 0.02);
      assertEquals(1, mean(dn(rig, generic, SETTINGS)) / least, 0.02);
    }
    try (SimulatedRig rig = new SimulatedRig("", Dress.SPECIM_FX17E);
        Camera camera = open(rig, FX17E)) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> camera.configure(loud));
      assertEquals(
          "gain is 6.0, but this camera has none to set: leave it out", refusal.getMessage());
    }
  }

  @Test
  void packOfAnotherCameraIsRefused() {
    try (SimulatedRig rig = new SimulatedRig("", Dress.SPECIM_FX17E)) {
      CameraException refusal =
          assertThrows(CameraException.class, () -> open(rig, FX17E.with(pack("FX17-0042", 5))));
      assertEquals(
          "calibration pack pack-7 is of camera FX17-0042, the camera at %s is SIM-0001: configure the pack of this camera"
              .formatted(rig.address()),
          refusal.getMessage());
    }
  }

  @Test
  void sensorMaySaturateBelowTheTopOfTheFormat() {
    try (SimulatedRig rig = new SimulatedRig("", NewCamera.DRESS, NewCamera.profiles());
        Camera camera = rig.open()) {
      assertEquals(3685, camera.capabilities().saturationDn(PixelFormat.MONO12));
    }
  }

  @Test
  void ticksThatCameTooEarlyAreCounted() {
    AcquisitionSettings triggered =
        new AcquisitionSettings(PixelFormat.MONO12, 1000, 500, 1, 1, Trigger.ENCODER);
    try (SimulatedRig rig =
        new SimulatedRig(
            "missTrigger=0.2,seed=3,stallAt=101,stallMs=60000",
            NewCamera.DRESS,
            NewCamera.profiles())) {
      try (Camera camera = rig.open()) {
        FrameStream stream = drained(camera, triggered);
        assertTrue(rig.simulated().sent().triggersMissed() > 0);
        stream.close();
        assertEquals(
            OptionalLong.of(rig.simulated().sent().triggersMissed()),
            stream.statistics().triggersMissed());
        FrameStream free = drained(camera, SETTINGS);
        free.close();
        assertEquals(0, rig.simulated().sent().triggersMissed());
        assertEquals(OptionalLong.empty(), free.statistics().triggersMissed());
      }
    }
  }

  private static FrameStream drained(Camera camera, AcquisitionSettings settings) {
    camera.configure(settings);
    FrameStream stream = camera.start(64);
    Outcome outcome = stream.take(Duration.ofSeconds(2));
    for (int frames = 1; frames < 100; frames++) {
      assertInstanceOf(Outcome.Complete.class, outcome, outcome.toString()).frame().close();
      outcome = stream.take(Duration.ofSeconds(2));
    }
    return stream;
  }

  private static CalibrationPack pack(String serial, int firstBand) {
    String json =
        """
        {"version": 1, "id": "pack-7", "serial": "%s",
         "region": {"firstSample": 8, "samples": 40, "firstBand": %d, "bands": 4},
         "wavelengths": {"centresNm": [951, 1002, 1054, 1107], "fwhmsNm": [8, 8.1, 8.2, 8.3]}}
        """
            .formatted(serial, firstBand);
    return CalibrationPack.read("pack.json", new ByteArrayInputStream(json.getBytes(UTF_8)));
  }

  private static GigeCamera open(SimulatedRig rig, CameraProfile profile) {
    return GigeCamera.open(GigeAddress.of(rig.address()), profile);
  }

  /** The DN of one frame, [bands][samples]. */
  private static int[][] dn(SimulatedRig rig, CameraProfile profile, AcquisitionSettings settings) {
    try (Camera camera = open(rig, profile)) {
      camera.configure(settings);
      try (FrameStream stream = camera.start(16)) {
        Outcome outcome = stream.take(Duration.ofSeconds(5));
        try (Frame frame =
            assertInstanceOf(Outcome.Complete.class, outcome, outcome.toString()).frame()) {
          ByteBuffer data = frame.data();
          int[][] dn = new int[frame.bands()][frame.samples()];
          for (int[] band : dn) {
            for (int sample = 0; sample < band.length; sample++) {
              band[sample] = Short.toUnsignedInt(data.getShort());
            }
          }
          assertFalse(data.hasRemaining());
          return dn;
        }
      }
    }
  }

  /** The samples of the pack's region. */
  private static int[] middle(int[] band) {
    return Arrays.copyOfRange(band, 8, 48);
  }

  private static double mean(int[]... bands) {
    double sum = 0;
    int count = 0;
    for (int[] band : bands) {
      for (int dn : band) {
        sum += dn;
        count++;
      }
    }
    return sum / count;
  }
}
