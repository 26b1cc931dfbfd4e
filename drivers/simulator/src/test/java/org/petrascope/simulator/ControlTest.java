package org.petrascope.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.PixelFormat;

final class ControlTest {
  private static final TestScene SCENE = TestScene.of(3, 8, 16);

  private final AtomicLong nowNs = new AtomicLong();
  private SimulatedCamera camera;
  private TestClient client;

  @BeforeEach
  void startCamera() throws IOException {
    camera =
        TestAddress.start(
            address ->
                SimulatedCamera.start(
                    SimulatorSettings.at(address), SCENE, SensorModel.of(SCENE), nowNs::get));
    client = new TestClient(camera.address());
  }

  @AfterEach
  void stopCamera() {
    client.close();
    camera.close();
  }

  @Test
  void discoveryAnswersOnTheBoundAddress() throws IOException {
    TestClient.Answer answer = client.command(Gvcp.DISCOVERY, ByteBuffer.allocate(0)).orElseThrow();
    assertEquals(Gvcp.DISCOVERY + 1, answer.command());
    assertEquals(Gvcp.DISCOVERY_BYTES, answer.payload().remaining());
    byte[] vendor = new byte[Dress.PETRASCOPE_SWIR_640.vendor().length()];
    answer.payload().get(Register.VENDOR.address(), vendor);
    assertEquals(Dress.PETRASCOPE_SWIR_640.vendor(), new String(vendor, Register.TEXT));
  }

  @Test
  void discoveryIsNotAnsweredOnAnotherAddress() throws IOException {
    String other = camera.address().replaceFirst("127\\.101", "127.102");
    try (TestClient stranger = new TestClient(other)) {
      assertEquals(Optional.empty(), stranger.command(Gvcp.DISCOVERY, ByteBuffer.allocate(0)));
    }
  }

  @Test
  void bootstrapRegistersIdentifyTheCamera() throws IOException {
    assertEquals(0x0002_0000, client.read(Register.VERSION));
    assertEquals(1, client.read(Register.STREAM_CHANNELS));
    assertEquals(Dress.PETRASCOPE_SWIR_640.model(), client.text(Register.MODEL));
    assertEquals("SIM-0001", client.text(Register.SERIAL));
    assertEquals("simulated-1", client.text(Register.CALIBRATION_PACK));
    assertEquals(8, client.read(Register.SENSOR_WIDTH));
    assertEquals(16, client.read(Register.SENSOR_HEIGHT));
  }

  @Test
  void descriptionIsWhereTheUrlSays() throws IOException {
    String[] url = client.text(Register.XML_URL).split(";", 3);
    byte[] xml = client.readMemory(Integer.parseInt(url[1], 16), Integer.parseInt(url[2], 16));
    assertTrue(url[0].startsWith("Local:"));
    assertEquals(GenicamXml.description(Dress.PETRASCOPE_SWIR_640), new String(xml, Register.TEXT));
  }

  @Test
  void severalRegistersAreReadAtOnce() throws IOException {
    ByteBuffer addresses = ByteBuffer.allocate(8);
    addresses.putInt(Register.SENSOR_WIDTH.address()).putInt(Register.SENSOR_HEIGHT.address());
    TestClient.Answer answer = client.command(Gvcp.READ_REGISTER, addresses.flip()).orElseThrow();
    assertEquals(8, answer.payload().getInt());
    assertEquals(16, answer.payload().getInt());
  }

  @Test
  void wrongAddressesAndValuesAreRefusedByName() throws IOException {
    client.takeControl();
    assertEquals(Gvcp.Status.INVALID_ADDRESS.code(), client.write(0x0F00, 1));
    assertEquals(Gvcp.Status.BAD_ALIGNMENT.code(), client.write(0x0D01, 1));
    assertEquals(Gvcp.Status.WRITE_PROTECT.code(), client.write(Register.SENSOR_WIDTH, 1));
    assertEquals(Gvcp.Status.INVALID_PARAMETER.code(), client.write(Register.WIDTH, 9));
    assertEquals(Gvcp.Status.INVALID_PARAMETER.code(), client.write(Register.PIXEL_FORMAT, 1));
    assertEquals(Gvcp.Status.INVALID_PARAMETER.code(), client.write(Register.EXPOSURE_US, 1.0));
    assertEquals(Gvcp.Status.INVALID_ADDRESS.code(), readMemoryStatus(0x0100_0000, 4));
    assertEquals(Gvcp.Status.BAD_ALIGNMENT.code(), readMemoryStatus(2, 4));
    assertEquals(Gvcp.Status.INVALID_PARAMETER.code(), readMemoryStatus(0, 600));
    assertEquals(
        Gvcp.Status.NOT_IMPLEMENTED.code(),
        client.command(0x0004, ByteBuffer.allocate(0)).orElseThrow().status());
  }

  @Test
  void streamNeverLeavesTheMachine() throws IOException {
    client.takeControl();
    int elsewhere = 0xC0A80001;
    assertEquals(
        Gvcp.Status.INVALID_PARAMETER.code(), client.write(Register.STREAM_DESTINATION, elsewhere));
  }

  @Test
  void settingsAreReadBack() throws IOException {
    client.takeControl();
    TestClient.require(client.write(Register.EXPOSURE_US, 1234.5));
    TestClient.require(client.write(Register.FRAME_RATE_HZ, 527.25));
    TestClient.require(client.write(Register.PIXEL_FORMAT, PixelFormat.MONO16.code()));
    assertEquals(1234.5, client.readReal(Register.EXPOSURE_US.address()));
    assertEquals(527.25, client.readReal(Register.FRAME_RATE_HZ.address()));
    assertEquals(PixelFormat.MONO16.code(), client.read(Register.PIXEL_FORMAT));
    assertEquals(8 * 16 * 2, client.read(Register.PAYLOAD_SIZE));
  }

  @Test
  void longExposureLowersTheRateItNoLongerPermits() throws IOException {
    client.takeControl();
    TestClient.require(client.write(Register.FRAME_RATE_HZ, 500.0));
    TestClient.require(client.write(Register.EXPOSURE_US, 10_000.0));
    assertEquals(100.0, client.readReal(Register.FRAME_RATE_HZ.address()), 1e-9);
    assertEquals(Gvcp.Status.INVALID_PARAMETER.code(), client.write(Register.FRAME_RATE_HZ, 101.0));
  }

  @Test
  void onlyTheControllerWrites() throws IOException {
    assertEquals(Gvcp.Status.ACCESS_DENIED.code(), client.write(Register.WIDTH, 4));
    client.takeControl();
    try (TestClient second = new TestClient(camera.address())) {
      assertEquals(
          Gvcp.Status.ACCESS_DENIED.code(),
          second.write(Register.CONTROL_PRIVILEGE, Gvcp.PRIVILEGE_CONTROL));
      assertEquals(Gvcp.Status.ACCESS_DENIED.code(), second.write(Register.WIDTH, 4));
      assertEquals(8, second.read(Register.WIDTH));
      TestClient.require(client.write(Register.CONTROL_PRIVILEGE, 0));
      TestClient.require(second.write(Register.CONTROL_PRIVILEGE, Gvcp.PRIVILEGE_CONTROL));
    }
  }

  @Test
  void exclusiveAccessKeepsOthersFromReading() throws IOException {
    TestClient.require(client.write(Register.CONTROL_PRIVILEGE, Gvcp.PRIVILEGE_EXCLUSIVE));
    try (TestClient second = new TestClient(camera.address())) {
      ByteBuffer address = ByteBuffer.allocate(4).putInt(0, Register.WIDTH.address());
      assertEquals(
          Gvcp.Status.ACCESS_DENIED.code(),
          second.command(Gvcp.READ_REGISTER, address).orElseThrow().status());
    }
  }

  @Test
  void silentControllerLosesControlAfterItsHeartbeatTimeout() throws IOException {
    client.takeControl();
    int timeoutMs = client.read(Register.HEARTBEAT_TIMEOUT_MS);
    nowNs.addAndGet(Duration.ofMillis(timeoutMs).toNanos());
    assertEquals(Gvcp.PRIVILEGE_CONTROL, client.read(Register.CONTROL_PRIVILEGE));
    nowNs.addAndGet(Duration.ofMillis(timeoutMs).plusMillis(1).toNanos());
    try (TestClient second = new TestClient(camera.address())) {
      assertEquals(0, second.read(Register.CONTROL_PRIVILEGE));
      second.takeControl();
    }
    assertEquals(Gvcp.Status.ACCESS_DENIED.code(), client.write(Register.WIDTH, 4));
  }

  @Test
  void silentControllerIsNoLongerStreamedTo() throws IOException {
    client.takeControl();
    client.start();
    client.frame();
    nowNs.addAndGet(Duration.ofMinutes(1).toNanos());
    try (TestClient second = new TestClient(camera.address())) {
      assertEquals(0, second.read(Register.ACQUISITION));
    }
    client.drain();
    assertEquals(Optional.empty(), client.datagram());
  }

  @Test
  void wavelengthsComeBandByBandAndFollowBinning() throws IOException {
    client.takeControl();
    assertEquals(16, client.read(Register.WAVELENGTH_COUNT));
    int third = Register.WAVELENGTHS_NM.address() + 2 * Double.BYTES;
    assertEquals(1200, client.readReal(third), 1e-9);
    assertEquals(8, client.readReal(Register.FWHMS_NM.address()), 1e-9);
    TestClient.require(client.write(Register.WAVELENGTH_INDEX, 15));
    assertEquals(Gvcp.Status.INVALID_PARAMETER.code(), client.write(Register.WAVELENGTH_INDEX, 16));
    TestClient.require(client.write(Register.BINNING_Y, 2));
    assertEquals(8, client.read(Register.WAVELENGTH_COUNT));
    assertEquals(8, client.read(Register.HEIGHT));
    assertEquals(1450, client.readReal(third), 1e-9);
  }

  @Test
  void secondCameraOnTheAddressIsRefusedInOneSentence() {
    SimulatorException e =
        assertThrows(
            SimulatorException.class,
            () ->
                SimulatedCamera.start(
                    SimulatorSettings.at(camera.address()), SCENE, SensorModel.of(SCENE)));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("address " + camera.address() + " port 3956 is taken"), message);
    assertTrue(message.contains("127.0.0.2"), message);
  }

  @Test
  void addressBeyondLoopbackIsRefused() {
    for (String address : new String[] {"0.0.0.0", "192.168.0.1", "::1", "camera"}) {
      SimulatorException e =
          assertThrows(
              SimulatorException.class,
              () ->
                  SimulatedCamera.start(
                      SimulatorSettings.at(address), SCENE, SensorModel.of(SCENE)));
      String message = String.valueOf(e.getMessage());
      assertTrue(message.startsWith(address + " is not an IPv4 loopback"), message);
    }
  }

  @Test
  void sceneThatFailsEndsTheStreamButNotTheCamera() throws IOException {
    Scene broken =
        new Scene() {
          @Override
          public int lines() {
            return SCENE.lines();
          }

          @Override
          public int samples() {
            return SCENE.samples();
          }

          @Override
          public BandTable bands() {
            return SCENE.bands();
          }

          @Override
          public void reflectance(int line, float[] bil) {
            throw new IllegalStateException("line " + line + " cannot be read");
          }
        };
    try (SimulatedCamera failing =
            TestAddress.start(
                address ->
                    SimulatedCamera.start(
                        SimulatorSettings.at(address), broken, SensorModel.of(broken)));
        TestClient other = new TestClient(failing.address())) {
      other.takeControl();
      other.start();
      assertEquals(Optional.empty(), other.packet());
      other.stop();
      assertEquals(SCENE.samples(), other.read(Register.WIDTH));
    }
  }

  @Test
  void closedCameraFreesItsAddress() {
    camera.close();
    camera.close();
    camera =
        SimulatedCamera.start(SimulatorSettings.at(camera.address()), SCENE, SensorModel.of(SCENE));
    assertArrayEquals(SensorModel.whitePanel(SCENE.bands()), SensorModel.of(SCENE).panel());
  }

  @Test
  void brokenDatagramsDoNotStopTheCamera() throws IOException {
    ByteBuffer address = ByteBuffer.allocate(4).putInt(0, Register.WIDTH.address());
    for (int bytes = 0; bytes < 4; bytes++) {
      client.command(Gvcp.READ_REGISTER, address.duplicate().limit(bytes));
      client.command(Gvcp.WRITE_REGISTER, address.duplicate().limit(bytes));
      client.command(Gvcp.READ_MEMORY, address.duplicate().limit(bytes));
      client.command(Gvcp.WRITE_MEMORY, address.duplicate().limit(bytes));
    }
    assertEquals(8, client.read(Register.WIDTH));
  }

  private int readMemoryStatus(int address, int count) throws IOException {
    ByteBuffer payload = ByteBuffer.allocate(8).putInt(address).putInt(count).flip();
    return client.command(Gvcp.READ_MEMORY, payload).orElseThrow().status();
  }
}
