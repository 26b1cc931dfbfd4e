package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.camera.Camera;
import org.petrascope.gige.GigeCamera;
import org.petrascope.gige.GigeHost;
import org.petrascope.server.Finding.Verdict;
import org.petrascope.simulator.SimulatedCamera;
import org.petrascope.simulator.SimulatorSettings;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.Sensor;
import org.petrascope.store.CaptureSettings;
import org.petrascope.store.ReferenceRecord;
import org.petrascope.store.Store;

/** Every state of a camera that the doctor knows, brought about on real packets. */
@Timeout(120)
class DoctorTest {
  private static final Instant TAKEN = Instant.parse("2026-06-01T06:00:00Z");

  @TempDir private Path folder;

  @Test
  void healthyCameraIsFoundWellUpToItsFirstFrame() throws IOException {
    try (SimulatedCamera camera = SmallCamera.start("")) {
      List<Finding> findings = examine(camera.address());
      for (String topic :
          Set.of(
              "interface",
              "mtu",
              "camera",
              "profile",
              "control",
              "heartbeat",
              "frame",
              "packets")) {
        assertEquals(Verdict.OK, found(findings, topic).verdict(), topic + " " + findings);
        assertEquals("", found(findings, topic).remedy());
      }
      assertEquals(
          "a frame of 16 x 8 Mono12Packed came from camera %s of core".formatted(camera.address()),
          found(findings, "frame").detail());
      assertTrue(
          found(findings, "packets")
              .detail()
              .matches("camera .* sends packets of [89]\\d{3} bytes to a (packet|plain) socket"));
      assertTrue(
          found(findings, "profile").detail().endsWith("cannot see SILICA, OXIDE, SULPHIDE"));
    }
  }

  @Test
  void addressThatIsNoneIsToldAsThat() throws IOException {
    assertEquals(
        Finding.broken(
            "camera",
            "camera address camera-1 is not an IPv4 address",
            "give four numbers such as 192.168.10.20"),
        found(examine("camera-1"), "camera"));
  }

  @Test
  void absentCameraIsToldWhereToLook() throws IOException {
    String address = Loopback.free();
    assertEquals(
        Finding.broken(
            "camera",
            "camera %s of core does not answer".formatted(address),
            "check its power and cable, then see with petrascope cameras which ones answer"),
        found(examine(address), "camera"));
  }

  @Test
  void otherControllerIsNamedWithItsAddress() throws IOException {
    try (SimulatedCamera camera = SmallCamera.start("");
        Camera holder = GigeCamera.open(camera.address())) {
      assertEquals("SIM-0001", holder.identity().serial());
      Finding control = found(examine(camera.address()), "control");
      assertEquals(Verdict.BROKEN, control.verdict());
      assertTrue(
          control
              .detail()
              .matches("camera .* of core is controlled by the program at 127.0.0.1:[1-9]\\d*"),
          control.detail());
      String port = control.detail().substring(control.detail().lastIndexOf(':') + 1);
      assertEquals(
          "end that program, which ss -uapn 'sport = :%s' names on machine 127.0.0.1"
              .formatted(port),
          control.remedy());
    }
  }

  @Test
  void impatientAndOverpatientCamerasAreToldTheHeartbeatTimeout() throws IOException {
    try (SimulatedCamera camera = SmallCamera.start("")) {
      SmallCamera.setHeartbeat(camera, 600);
      assertEquals(
          Finding.warning(
              "heartbeat",
              "camera %s of core frees itself after 600 ms of silence, so that one lost heartbeat ends a scan"
                  .formatted(camera.address()),
              "arv-tool-0.8 -a %s control GevHeartbeatTimeout=3000".formatted(camera.address())),
          found(examine(camera.address()), "heartbeat"));
      SmallCamera.setHeartbeat(camera, 60_000);
      assertEquals(
          "camera %s of core stays taken for 60000 ms after a program that held it ended"
              .formatted(camera.address()),
          found(examine(camera.address()), "heartbeat").detail());
    }
  }

  @Test
  void pathThatCarriesLessThanTheInterfaceIsNoticed() throws IOException {
    try (SimulatedCamera camera = SmallCamera.start("mtu=1500")) {
      Finding packets = found(examine(camera.address()), "packets");
      assertEquals(Verdict.WARNING, packets.verdict());
      assertTrue(
          packets
              .detail()
              .matches(
                  "camera .* of core sends packets of 1[45]\\d\\d bytes to a (packet|plain) socket, though the interface carries \\d+"),
          packets.detail());
      assertEquals("switch jumbo frames on in the network switch between them", packets.remedy());
    }
  }

  @Test
  void modelWithoutProfileIsTold() throws IOException {
    SimulatorSettings settings =
        SimulatorSettings.at(Loopback.free()).withDress(SmallCamera.named("Zoom 3"));
    try (SimulatedCamera camera = SmallCamera.start(settings)) {
      assertEquals(
          Finding.broken(
              "profile",
              "camera %s of core is a Petrascope Zoom 3, for which there is no profile"
                  .formatted(camera.address()),
              "name a profile, or a file that describes it, as camera.profile in the configuration"),
          found(examine(camera.address()), "profile"));
    }
  }

  @Test
  void silentCameraIsToldFromAHealthyOne() throws IOException {
    try (SimulatedCamera camera = SmallCamera.start("muteAt=1")) {
      assertEquals(
          Finding.broken(
              "frame",
              "no whole frame came from camera %s of core (the camera sends nothing)"
                  .formatted(camera.address()),
              "move the stage where an encoder starts the lines, else switch the camera off and on"),
          found(examine(camera.address()), "frame"));
    }
  }

  @Test
  void referencesAreMissingStaleOrFitting() throws IOException {
    try (SimulatedCamera camera = SmallCamera.start("")) {
      assertEquals(
          Finding.warning(
              "references",
              "core has no dark reference",
              "petrascope reference dark --station core"),
          found(examine(camera.address()), "references"));
      try (Store store = Store.open(folder.resolve("data"), Clock.systemUTC())) {
        store.references().add(reference(Reference.Kind.DARK, 1500));
        store.references().add(reference(Reference.Kind.WHITE, 900));
      }
      assertEquals(
          List.of(
              Finding.ok("references", "dark reference of core fits, taken 2026-06-01T06:00:00Z"),
              Finding.warning(
                  "references",
                  "core: white reference is for 0.9 ms, the scan uses 1.5 ms",
                  "petrascope reference white --station core")),
          references(camera.address(), TAKEN.plus(Duration.ofHours(1))));
      assertEquals(
          Finding.warning(
              "references",
              "core: dark reference is 5.0 h old, the limit is 4.0 h",
              "petrascope reference dark --station core"),
          references(camera.address(), TAKEN.plus(Duration.ofHours(5))).getFirst());
    }
  }

  private List<Finding> references(String address, Instant now) throws IOException {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new Doctor(configuration(address, 0), clock, GigeHost.here())
        .examine().stream().filter(finding -> finding.topic().equals("references")).toList();
  }

  @Test
  void runningApplianceIsAskedInsteadOfItsCamera() throws IOException {
    try (SimulatedCamera camera = SmallCamera.start("")) {
      Path config = configuration(camera.address(), freePort());
      try (Appliance appliance =
          Appliance.start(
              ConfigurationFile.read(config), Clock.systemUTC(), new SplittableRandom(1))) {
        assertEquals(1, appliance.stations().all().size());
        Finding told = found(examine(config), "camera");
        while (told.fails()) {
          // The station connects by itself, soon after the start.
          told = found(examine(config), "camera");
        }
        assertEquals(
            "SWIR-640 simulated SIM-0001 of core is held by the running appliance", told.detail());
        assertEquals("core has no dark reference", found(examine(config), "references").detail());
      }
    }
  }

  @Test
  void portOfAnotherProgramIsNotTakenForTheAppliance() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      Path config = configuration("127.0.0.1", other.getLocalPort());
      assertEquals(
          Finding.warning(
              "camera",
              "cameras are not asked, because another program has the appliance's port",
              "end it, which ss -ltnp 'sport = :%d' names, then ask the doctor again"
                  .formatted(other.getLocalPort())),
          found(examine(config), "camera"));
    }
  }

  @Test
  void brokenFindingFailsTheCommandAndTellsTheRemedy() throws IOException {
    Shell told = Shell.run("doctor", "--config", configuration(Loopback.free(), 0));
    assertEquals(1, told.code());
    assertTrue(
        told.out().contains("does not answer: check its power and cable, then see"), told.out());
  }

  private List<Finding> examine(String address) throws IOException {
    return examine(configuration(address, 0));
  }

  private static List<Finding> examine(Path config) {
    return new Doctor(config, Clock.systemUTC(), GigeHost.here()).examine();
  }

  private static Finding found(List<Finding> findings, String topic) {
    return findings.stream()
        .filter(finding -> finding.topic().equals(topic))
        .findFirst()
        .orElseThrow(() -> new AssertionError(topic + " is not in " + findings));
  }

  private Path configuration(String address, int port) throws IOException {
    return Files.writeString(
        folder.resolve("petrascope.yaml"),
        """
        version: 1
        data: data
        http: {port: %d}
        stations:
          - id: core
            camera: {address: %s, exposureUs: 1500, lineRateHz: 60}
        """
            .formatted(port, address));
  }

  private static ReferenceRecord reference(Reference.Kind kind, double exposureUs) {
    return ReferenceRecord.of(
        kind.word() + "-1",
        kind,
        TAKEN,
        new Sensor("Petrascope", "SWIR-640 simulated", "SIM-0001", "simulated-1"),
        new CaptureSettings("Mono12Packed", exposureUs, 60, 1, 1, 16, 8),
        10,
        200);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
