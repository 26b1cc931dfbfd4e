package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.camera.PixelFormat;
import org.petrascope.camera.Trigger;
import org.petrascope.scan.ReferenceLimits;
import org.petrascope.scan.SaturationLimits;
import org.petrascope.spectral.MapMethod;

class ConfigurationFileTest {
  private static final String SMALLEST =
      """
      version: 1
      data: data
      stations:
        - id: swir
          camera: {address: 10.0.0.7}
      """;

  @TempDir private Path folder;

  @Test
  void unstatedKeysHaveTheirDocumentedValues() throws IOException {
    Configuration configuration = read(SMALLEST);
    assertEquals(folder.resolve("data"), configuration.data());
    assertEquals(new HttpSettings("127.0.0.1", 8080, java.util.List.of()), configuration.http());
    assertEquals(MapMethod.AUTO, configuration.method());
    assertTrue(configuration.library().isEmpty());
    StationConfiguration station = configuration.stations().getFirst();
    assertEquals("10.0.0.7", station.cameraAddress());
    assertEquals(PixelFormat.MONO12_PACKED, station.acquisition().pixelFormat());
  }

  @Test
  void limitsOfReferencesAreRead() throws IOException {
    assertEquals(ReferenceLimits.DEFAULT, read(SMALLEST).stations().getFirst().references());
    String limits =
        SMALLEST
            + "    references: {maxAgeMinutes: 90, maxTemperatureChangeK: 0.5, warmUpMinutes: 0}\n";
    assertEquals(
        new ReferenceLimits(Duration.ofMinutes(90), 0.5, Duration.ZERO),
        read(limits).stations().getFirst().references());
    assertTrue(
        refusal(limits.replace("90", "0")).contains("stations[0].references.maxAgeMinutes is 0"));
  }

  @Test
  void gainIsTheLeastUnlessItIsStated() throws IOException {
    assertEquals(0, read(SMALLEST).stations().getFirst().acquisition().gain());
    String stated = SMALLEST.replace("10.0.0.7}", "10.0.0.7, gain: 6.5}");
    assertEquals(6.5, read(stated).stations().getFirst().acquisition().gain());
    assertTrue(refusal(stated.replace("6.5", "-1")).contains("stations[0].camera.gain is -1"));
  }

  @Test
  void aStageIsReadWithItsPositions() throws IOException {
    StageConfiguration stage =
        read(SMALLEST + "    stage: {kind: grbl, port: /dev/ttyUSB0, startMm: 60, endMm: -900.5}\n")
            .stations()
            .getFirst()
            .stage()
            .orElseThrow();
    assertEquals(StageConfiguration.Kind.GRBL, stage.kind());
    assertEquals("/dev/ttyUSB0", stage.port());
    assertEquals('X', stage.axis());
    assertEquals(60, stage.settings().startMm());
    assertEquals(-900.5, stage.settings().endMm());
    assertTrue(read(SMALLEST).stations().getFirst().stage().isEmpty());
  }

  @Test
  void limitsOfSaturationAndTheConveyorAreRead() throws IOException {
    String stage = SMALLEST + "    stage: {kind: simulated, startMm: 0, endMm: 9";
    StageConfiguration unstated = read(stage + "}\n").stations().getFirst().stage().orElseThrow();
    assertEquals(SaturationLimits.DEFAULT, unstated.settings().saturation());
    assertTrue(unstated.conveyor().isEmpty());
    StageConfiguration stated =
        read(stage + ", conveyor: c.txt, saturated: {share: 0.1, lines: 3, exposurePart: 0.5}}\n")
            .stations()
            .getFirst()
            .stage()
            .orElseThrow();
    assertEquals(new SaturationLimits(0.1, 3, 0.5), stated.settings().saturation());
    assertEquals(folder.resolve("c.txt"), stated.conveyor().orElseThrow());
    String refused =
        refusal(
            stage.replace("simulated", "grbl, port: p")
                + ", conveyor: c.txt, saturated: {share: 2, lines: 0, exposurePart: 1}}\n");
    for (String expected :
        new String[] {
          "stage.conveyor is for kind simulated",
          "stage.saturated.share is 2",
          "stage.saturated.lines is 0",
          "stage.saturated.exposurePart is 1.0: expected a number below 1"
        }) {
      assertTrue(refused.contains(expected), refused);
    }
  }

  @Test
  void everyProblemOfAStageIsTold() {
    String message =
        refusal(
            SMALLEST
                + "    linePitchMm: 1\n"
                + "    stage: {kind: grbl, axis: Q, startMm: 5, endMm: 5, fieldOfViewMm: 90, prot: a}\n");
    for (String expected :
        new String[] {
          "stations[0].stage.port is missing",
          "stations[0].stage.axis is refused: axis Q is unknown: use X, Y or Z",
          "stations[0].stage.endMm is startMm",
          "stations[0].stage.fieldOfViewMm and linePitchMm both say how far lines are apart",
          "stations[0].stage.prot is unknown: did you mean port?"
        }) {
      assertTrue(message.contains(expected), message);
    }
  }

  @Test
  void theDoctorNamesAStageThatIsNotThere() throws IOException {
    StageConfiguration stage =
        read(SMALLEST + "    stage: {kind: grbl, port: /dev/ttyNone7, startMm: 0, endMm: 900}\n")
            .stations()
            .getFirst()
            .stage()
            .orElseThrow();
    Finding missing = stage.examine("swir", true);
    assertEquals(Finding.Verdict.BROKEN, missing.verdict());
    assertTrue(missing.detail().contains("/dev/ttyNone7"), missing.detail());
    assertEquals(Finding.Verdict.WARNING, stage.examine("swir", false).verdict());
  }

  @Test
  void theDoctorTellsWhereAStageIs() throws IOException {
    Finding found =
        read(SMALLEST + "    stage: {kind: simulated, startMm: 0, endMm: 900}\n")
            .stations()
            .getFirst()
            .stage()
            .orElseThrow()
            .examine("swir", true);
    assertEquals(Finding.Verdict.OK, found.verdict());
    assertTrue(found.detail().contains("simulated conveyor at -500.0 mm"), found.detail());
  }

  @Test
  void jsonIsReadLikeYaml() throws IOException {
    Configuration configuration =
        read(
            """
            {"version": 1, "data": "/srv/p", "http": {"port": 9000}, "method": "msam",
             "stations": [{"id": "a", "camera": {"address": "10.0.0.7", "exposureUs": 900}, "rows": [[0, 100], [120, 220]]}]}
            """);
    assertEquals(9000, configuration.http().port());
    assertEquals(MapMethod.MSAM, configuration.method());
    assertEquals(900, configuration.stations().getFirst().acquisition().exposureUs());
    assertEquals(2, configuration.stations().getFirst().rows().size());
  }

  @Test
  void profileIsAnUnknownModelsFileOrABuiltInName() throws IOException {
    StationConfiguration named =
        read(withCamera("profile: specim-fx17e, trigger: encoder")).stations().getFirst();
    assertEquals("specim-fx17e", named.camera().profile().orElseThrow().name());
    assertEquals(Trigger.ENCODER, named.acquisition().trigger());
    assertTrue(
        refusal(withCamera("profile: nowhere.json"))
            .contains("stations[0].camera.profile is refused: camera profile"));
    assertTrue(
        refusal(withCamera("calibrationPack: nowhere.json"))
            .contains("stations[0].camera.calibrationPack is refused: calibration pack"));
    assertTrue(
        refusal(withCamera("trigger: bell")).contains("bell is unknown: use free or encoder"));
  }

  private static String withCamera(String more) {
    return SMALLEST.replace("{address: 10.0.0.7}", "{address: 10.0.0.7, " + more + "}");
  }

  @Test
  void allProblemsAreReportedTogetherAndNothingIsReplaced() {
    String message =
        refusal(
            """
            version: 1
            data: data
            http: {port: 99999}
            library: nowhere.hdr
            method: sma
            stations:
              - id: Swir One
                camera: {address: 10.0.0.7, exposureus: 12, lineRateHz: -3}
            """);
    for (String expected :
        new String[] {
          "http.port is 99999: expected a whole number from 0 to 65535",
          "nowhere.hdr, which is no file",
          "method is refused: method sma is unknown: did you mean sam?",
          "stations[0].id is Swir One",
          "stations[0].camera.exposureus is unknown: did you mean exposureUs?",
          "stations[0].camera.lineRateHz is -3: expected a number above zero"
        }) {
      assertTrue(message.contains(expected), () -> expected + " is not in: " + message);
    }
  }

  @Test
  void unknownKeyIsRefusedWithTheNearestOne() {
    assertTrue(
        refusal(SMALLEST + "libary: x.hdr\n").contains("libary is unknown: did you mean library?"));
  }

  @Test
  void exposureThatDoesNotFitTheLineRateIsRefused() {
    String message =
        refusal(
            """
            version: 1
            data: data
            stations:
              - {id: a, camera: {address: 10.0.0.7, exposureUs: 5000, lineRateHz: 500}}
            """);
    assertTrue(message.contains("at most 2000 us do"), message);
  }

  @Test
  void fileOfAnotherVersionIsRefused() {
    String message = refusal(SMALLEST.replace("version: 1", "version: 7"));
    assertTrue(message.contains("version is 7"), message);
  }

  @Test
  void keyWrittenTwiceIsRefused() {
    assertTrue(refusal("version: 1\nversion: 1\n").contains("line 2"));
  }

  @Test
  void emptyFileIsRefused() {
    assertTrue(refusal("").contains("version"));
  }

  private Configuration read(String text) throws IOException {
    Path file = folder.resolve("petrascope.yaml");
    Files.writeString(file, text);
    return ConfigurationFile.read(file);
  }

  private String refusal(String text) {
    return assertThrows(ServerException.class, () -> read(text)).getMessage();
  }
}
