package org.petrascope.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.petrascope.camera.PixelFormat;

final class FaultTest {
  private static final int SAMPLES = 64;
  private static final int BANDS = 32;
  private static final TestScene SCENE = TestScene.of(4, SAMPLES, BANDS);

  /** 500 bytes of IP packet carry 464 bytes of payload. */
  private static final int PACKET_BYTES = 500;

  private static final int PAYLOAD_BYTES = 464;

  private SimulatedCamera camera;
  private TestClient client;

  @BeforeEach
  void startCamera() throws IOException {
    SensorModel sensor =
        SensorModel.of(SensorParameters.DEFAULT.noiseless(), SAMPLES, SCENE.bands());
    camera =
        TestAddress.start(
            address -> SimulatedCamera.start(SimulatorSettings.at(address), SCENE, sensor));
    client = new TestClient(camera.address()).takeControl();
    TestClient.require(client.write(Register.STREAM_PACKET_SIZE, PACKET_BYTES));
    TestClient.require(client.write(Register.FRAME_RATE_HZ, 500.0));
    TestClient.require(client.write(Register.PIXEL_FORMAT, PixelFormat.MONO12.code()));
  }

  @AfterEach
  void stopCamera() {
    client.close();
    camera.close();
  }

  @Test
  void resendHealsDroppedPackets() throws IOException {
    camera.inject(FaultPlan.parse("drop=0.3,seed=11"));
    client.start();
    Map<Integer, Set<Integer>> received = new HashMap<>();
    while (received.size() < 20) {
      note(client.packet().orElseThrow(), received);
    }
    client.stop();
    Optional<TestClient.Packet> late = client.packet();
    while (late.isPresent()) {
      note(late.get(), received);
      late = client.packet();
    }
    SentCounts sent = camera.sent();
    int packets = (SAMPLES * BANDS * 2 + PAYLOAD_BYTES - 1) / PAYLOAD_BYTES + 2;
    int missing = 0;
    for (int id = 1; id <= sent.frames(); id++) {
      for (int k = 0; k < packets; k++) {
        if (!received.getOrDefault(id, Set.of()).contains(k)) {
          missing++;
          client.askAgain(id, k, k);
          assertEquals(k, client.packet().orElseThrow().number());
        }
      }
    }
    client.settle();
    assertTrue(missing > 0);
    assertEquals(sent.packetsDropped(), missing);
    assertEquals(sent.frames() * packets, sent.packets() + sent.packetsDropped());
    assertEquals(missing, camera.sent().packetsResent());
    assertEquals(sent.frames(), camera.sent().framesWhole());
  }

  @Test
  void laggingResendFollowsThatManyFramesLater() throws IOException {
    camera.inject(FaultPlan.parse("resendLag=5"));
    client.start();
    client.frame();
    client.askAgain(1, 1, 1);
    int newest = 1;
    TestClient.Packet packet = client.packet().orElseThrow();
    while (packet.frameId() >= newest) {
      newest = packet.frameId();
      packet = client.packet().orElseThrow();
    }
    client.stop();
    assertEquals(1, packet.frameId());
    assertEquals(1, packet.number());
    assertTrue(newest >= 6, "after frame " + newest);
    assertEquals(1, camera.sent().packetsResent());
  }

  @Test
  void sameSeedDropsTheSamePacketsInEveryAcquisition() throws IOException {
    List<Set<Integer>> runs = new ArrayList<>();
    camera.inject(FaultPlan.parse("drop=0.2,dropResend=0.5,dup=0.1,reorder=0.1,seed=5"));
    for (int run = 0; run < 2; run++) {
      client.start();
      Map<Integer, Set<Integer>> received = new HashMap<>();
      while (received.size() < 10) {
        note(client.packet().orElseThrow(), received);
        if (run == 1) {
          client.askAgain(received.size(), 0, 0);
        }
      }
      client.stop();
      client.drain();
      Set<Integer> all = new HashSet<>();
      for (int id = 1; id < 9; id++) {
        for (int k : received.getOrDefault(id, Set.of())) {
          all.add(id * 100 + k);
        }
        // Leaders were asked for again.
        all.remove(id * 100);
      }
      runs.add(all);
    }
    assertEquals(runs.get(0), runs.get(1));
  }

  @Test
  void testPacketTellsWhetherASizePassesThePath() throws IOException {
    camera.inject(FaultPlan.parse("mtu=1500"));
    assertEquals(Optional.empty(), fire(9000));
    assertEquals(1500 - Route.IP_UDP_BYTES, fire(1500).orElseThrow().remaining());
    camera.inject(FaultPlan.NONE);
    assertEquals(9000 - Route.IP_UDP_BYTES, fire(9000).orElseThrow().remaining());
  }

  @Test
  void lyingLeadersDoNotCountAsWholeFrames() throws IOException {
    camera.inject(FaultPlan.parse("wrongFormat=1"));
    client.start();
    ByteBuffer leader = client.packet().orElseThrow().payload();
    assertEquals(PixelFormat.MONO8.code(), leader.getInt(12));
    client.stop();
    assertEquals(0, camera.sent().framesWhole());
    client.drain();
    camera.inject(FaultPlan.parse("wrongHeight=1"));
    client.start();
    assertEquals(BANDS - 1, client.packet().orElseThrow().payload().getInt(20));
    client.stop();
    assertEquals(0, camera.sent().framesWhole());
  }

  @Test
  void truncatedFrameStaysTruncated() throws IOException {
    camera.inject(FaultPlan.parse("truncate=1"));
    client.start();
    int payloads = 0;
    TestClient.Packet packet = client.packet().orElseThrow();
    while (packet.type() != GvspPacket.TRAILER) {
      payloads += packet.type() == GvspPacket.PAYLOAD ? 1 : 0;
      packet = client.packet().orElseThrow();
    }
    client.stop();
    client.drain();
    assertTrue(payloads < packet.number() - 1, payloads + " payload packets");
    client.askAgain(1, packet.number() - 1, packet.number() - 1);
    assertEquals(Optional.empty(), client.packet());
    assertEquals(0, camera.sent().framesWhole());
  }

  @Test
  void hopelessPacketIsLostAsOftenAsItIsAskedFor() throws IOException {
    camera.inject(FaultPlan.parse("hopeless=1"));
    client.start();
    Set<Integer> came = new HashSet<>();
    TestClient.Packet packet = client.packet().orElseThrow();
    while (packet.type() != GvspPacket.TRAILER) {
      came.add(packet.number());
      packet = client.packet().orElseThrow();
    }
    client.stop();
    client.drain();
    int lost = (packet.number() + 1) / 2;
    assertEquals(packet.number() - 1, came.size());
    assertTrue(!came.contains(lost) && came.contains(lost - 1) && came.contains(lost + 1));
    client.askAgain(1, lost, lost);
    assertEquals(Optional.empty(), client.packet());
    client.askAgain(1, lost - 1, lost);
    assertEquals(lost - 1, client.packet().orElseThrow().number());
    assertEquals(0, camera.sent().framesWhole());
  }

  @Test
  void linesMayComeSlowerThanTheCameraStates() throws IOException {
    camera.inject(FaultPlan.parse("slowPpm=10000"));
    client.start();
    long first = leaderNs(1);
    assertEquals(10 * 2_020_000L, leaderNs(10) - first);
    client.stop();
  }

  /** The time stamp of the frame that comes so many frames from here. */
  private long leaderNs(int frames) throws IOException {
    int left = frames;
    while (true) {
      TestClient.Packet packet = client.packet().orElseThrow();
      left -= packet.type() == GvspPacket.LEADER ? 1 : 0;
      if (left == 0) {
        return packet.payload().getLong(4);
      }
    }
  }

  @Test
  void mutedCameraCountsFramesAndStillAnswers() throws IOException {
    camera.inject(FaultPlan.parse("muteAt=3"));
    client.start();
    assertEquals(List.of(1, 2), client.trailersThatFollow());
    assertEquals(1, client.read(Register.ACQUISITION));
    client.stop();
    assertTrue(camera.sent().frames() > 2);
    assertEquals(2, camera.sent().framesWhole());
  }

  @Test
  void vanishedCameraAnswersNothing() throws IOException {
    camera.inject(FaultPlan.parse("vanishAt=2"));
    client.start();
    assertEquals(List.of(1), client.trailersThatFollow());
    ByteBuffer address = ByteBuffer.allocate(4).putInt(0, Register.WIDTH.address());
    assertEquals(Optional.empty(), client.command(Gvcp.READ_REGISTER, address));
  }

  @Test
  void heartbeatMayGoUnacknowledgedWhileFramesArrive() throws IOException {
    camera.inject(FaultPlan.parse("noHeartbeatAckAt=2"));
    client.start();
    client.frame();
    client.frame();
    client.frame();
    ByteBuffer privilege = ByteBuffer.allocate(4).putInt(0, Register.CONTROL_PRIVILEGE.address());
    assertEquals(Optional.empty(), client.command(Gvcp.READ_REGISTER, privilege));
    assertEquals(SAMPLES, client.read(Register.WIDTH));
  }

  private Optional<ByteBuffer> fire(int bytes) throws IOException {
    TestClient.require(
        client.write(
            Register.STREAM_PACKET_SIZE,
            Gvcp.SCPS_FIRE_TEST_PACKET | Gvcp.SCPS_DO_NOT_FRAGMENT | bytes));
    return client.datagram();
  }

  private static void note(TestClient.Packet packet, Map<Integer, Set<Integer>> received) {
    received.computeIfAbsent(packet.frameId(), id -> new HashSet<>()).add(packet.number());
  }
}
