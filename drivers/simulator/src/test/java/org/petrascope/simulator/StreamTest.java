package org.petrascope.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.petrascope.camera.PixelFormat;

final class StreamTest {
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
  void frameIsLeaderPayloadAndTrailer() throws IOException {
    client.start();
    TestClient.Packet leader = client.packet().orElseThrow();
    assertEquals(1, leader.frameId());
    assertEquals(GvspPacket.LEADER, leader.type());
    assertEquals(0, leader.number());
    ByteBuffer in = leader.payload();
    assertEquals(1, in.getInt(), "payload type image");
    assertTrue(in.getLong() != 0, "timestamp");
    assertEquals(PixelFormat.MONO12.code(), in.getInt());
    assertEquals(SAMPLES, in.getInt());
    assertEquals(BANDS, in.getInt());
    int frameBytes = SAMPLES * BANDS * 2;
    int packets = (frameBytes + PAYLOAD_BYTES - 1) / PAYLOAD_BYTES;
    int bytes = 0;
    for (int k = 1; k <= packets; k++) {
      TestClient.Packet payload = client.packet().orElseThrow();
      assertEquals(GvspPacket.PAYLOAD, payload.type());
      assertEquals(k, payload.number());
      bytes += payload.payload().remaining();
    }
    assertEquals(frameBytes, bytes);
    TestClient.Packet trailer = client.packet().orElseThrow();
    assertEquals(GvspPacket.TRAILER, trailer.type());
    assertEquals(packets + 1, trailer.number());
    assertEquals(1, trailer.payload().getInt(), "payload type image");
    assertEquals(BANDS, trailer.payload().getInt());
  }

  @Test
  void everyFrameIsCountedAndNothingIsLeftOut() throws IOException {
    client.start();
    List<Integer> ids = new ArrayList<>();
    while (ids.size() < 50) {
      TestClient.Packet packet = client.packet().orElseThrow();
      if (packet.type() == GvspPacket.TRAILER) {
        ids.add(packet.frameId());
      }
    }
    client.stop();
    ids.addAll(client.trailersThatFollow());
    for (int i = 0; i < ids.size(); i++) {
      assertEquals(i + 1, ids.get(i));
    }
    SentCounts sent = camera.sent();
    assertEquals(ids.size(), sent.frames());
    assertEquals(sent.frames(), sent.framesWhole());
    assertEquals(0, sent.packetsDropped());
  }

  @Test
  void stopMeansThatNothingFollows() throws IOException {
    client.start();
    client.frame();
    client.stop();
    SentCounts sent = camera.sent();
    client.drain();
    assertEquals(Optional.empty(), client.datagram());
    assertEquals(sent, camera.sent());
  }

  @Test
  void newAcquisitionStartsAtFrameOneAndSceneLineZero() throws IOException {
    int[] first = client.firstFrameOfWords();
    int[] again = client.firstFrameOfWords();
    assertArrayEquals(first, again);
    assertEquals(2, camera.sent().acquisitions());
  }

  @Test
  void cameraKeepsSendingTheLastLine() throws IOException {
    client.start();
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < SCENE.lines() + 2; i++) {
      frames.add(client.frame());
    }
    byte[] last = frames.get(SCENE.lines() - 1);
    assertNotEquals(ByteBuffer.wrap(frames.get(SCENE.lines() - 2)), ByteBuffer.wrap(last));
    assertArrayEquals(last, frames.get(SCENE.lines()));
    assertArrayEquals(last, frames.get(SCENE.lines() + 1));
  }

  @Test
  void packetsAreSentAgainWhenAskedFor() throws IOException {
    client.start();
    Map<Integer, ByteBuffer> original = new HashMap<>();
    TestClient.Packet packet;
    do {
      packet = client.packet().orElseThrow();
      original.put(packet.number(), packet.payload());
    } while (packet.type() != GvspPacket.TRAILER);
    client.stop();
    client.drain();
    client.askAgain(1, 0, packet.number());
    for (int k = 0; k <= packet.number(); k++) {
      TestClient.Packet again = client.packet().orElseThrow();
      assertEquals(1, again.frameId());
      assertEquals(original.get(again.number()), again.payload());
    }
    client.settle();
    assertEquals(original.size(), camera.sent().packetsResent());
    assertEquals(1, camera.sent().resendRequests());
  }

  @Test
  void framesThatAreNoLongerKeptAreNotSentAgain() throws IOException {
    client.start();
    client.frame();
    client.stop();
    client.drain();
    client.askAgain(40_000, 0, 3);
    assertEquals(Optional.empty(), client.packet());
    client.settle();
    assertEquals(1, camera.sent().packetsUnavailable());
    assertEquals(0, camera.sent().packetsResent());
  }

  @Test
  void settingsThatShapeFramesWaitForTheEndOfTheAcquisition() throws IOException {
    client.start();
    assertEquals(Gvcp.Status.BUSY.code(), client.write(Register.WIDTH, 8));
    assertEquals(Gvcp.Status.BUSY.code(), client.write(Register.BINNING_X, 2));
    assertEquals(Gvcp.Status.BUSY.code(), client.write(Register.STREAM_PACKET_SIZE, 1500));
    client.stop();
    TestClient.require(client.write(Register.WIDTH, 8));
  }

  @Test
  void acquisitionWithoutReceiverIsRefused() throws IOException {
    TestClient.require(client.write(Register.STREAM_PORT, 0));
    assertEquals(Gvcp.Status.INVALID_PARAMETER.code(), client.write(Register.ACQUISITION, 1));
  }

  @Test
  void frameIdsWrapFrom65535ToOne() {
    assertEquals(1, GvspPacket.frameId(1));
    assertEquals(65_535, GvspPacket.frameId(65_535));
    assertEquals(1, GvspPacket.frameId(65_536));
    FrameFormat format = new FrameFormat(PixelFormat.MONO8, Region.whole(2, 2));
    FrameRing ring = new FrameRing(format, 100);
    for (int i = 0; i < 65_540; i++) {
      ring.next(i);
    }
    assertEquals(65_535, ring.withId(65_535).orElseThrow().number());
    assertEquals(65_537, ring.withId(2).orElseThrow().number());
    assertEquals(Optional.empty(), ring.withId(6));
    assertEquals(Optional.empty(), ring.withId(0));
  }
}
