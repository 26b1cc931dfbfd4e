package org.petrascope.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectStoreTest extends ObjectStoreContract {
  private static final S3Settings SETTINGS =
      new S3Settings(S3Settings.PART_BYTES_MIN, Duration.ofSeconds(20));

  @TempDir static Path folder;
  private static S3Server server;
  private static int buckets;

  private String bucket;
  private ObjectStore store;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(folder);
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @BeforeEach
  void open() {
    bucket = "bucket-" + buckets++;
    server.with(bucket);
    store = reopened();
  }

  @AfterEach
  void close() {
    store.close();
    assertEquals(List.of(), server.openUploads(bucket));
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected ObjectStore reopened() {
    return S3ObjectStore.open(server.bucket(bucket), S3Server.CREDENTIALS, SETTINGS);
  }

  @Test
  void uploadGoesOnAfterTheServerWasKilled() {
    byte[] bytes = bytes(9, 2 * S3Settings.PART_BYTES_MIN + 1);
    int[] parts = new int[1];
    long[] sent = new long[1];
    Pace oncePartsIsOne =
        new Pace() {
          @Override
          public void spend(int count) {
            sent[0] += count;
          }

          @Override
          public boolean goOn() {
            return parts[0]++ != 1;
          }
        };
    assertInstanceOf(Outcome.Deferred.class, store.put("cut", Content.of(bytes), oncePartsIsOne));
    server.restart();
    assertInstanceOf(Outcome.Stored.class, store.put("cut", Content.of(bytes), oncePartsIsOne));
    assertSentOnce(bytes.length, sent[0]);
  }

  @Test
  void uploadsThatNobodyEndsAreGivenUp() {
    byte[] bytes = bytes(12, S3Settings.PART_BYTES_MIN + 1);
    try (S3Client client = server.client()) {
      client.createMultipartUpload(r -> r.bucket(bucket).key("large"));
      client.createMultipartUpload(r -> r.bucket(bucket).key("large"));
      assertInstanceOf(Outcome.Stored.class, store.put("large", Content.of(bytes), Pace.FREE));
      assertEquals(List.of(), server.openUploads(bucket));
      client.createMultipartUpload(r -> r.bucket(bucket).key("large"));
      assertInstanceOf(Outcome.Stored.class, store.put("large", Content.of(bytes), Pace.FREE));
      assertEquals(List.of(), server.openUploads(bucket));
    }
  }

  @Test
  void prefixKeepsStoresApart() {
    RemoteAddress.Bucket address =
        new RemoteAddress.Bucket(
            bucket, "site-1/", Optional.of(server.endpoint()), S3Server.REGION);
    try (ObjectStore site = S3ObjectStore.open(address, S3Server.CREDENTIALS, SETTINGS)) {
      site.put("a", Content.of(new byte[3]), Pace.FREE);
      assertEquals(List.of("a"), site.list(""));
      assertEquals(List.of("site-1/a"), store.list(""));
    }
  }

  @Test
  void wrongSecretAndMissingBucketAreOneSentence() {
    Credentials wrong = new Credentials(S3Server.CREDENTIALS.accessKeyId(), "wrong");
    try (ObjectStore other = S3ObjectStore.open(server.bucket(bucket), wrong, SETTINGS)) {
      Outcome outcome = other.put("a", Content.of(new byte[3]), Pace.FREE);
      String reason = assertInstanceOf(Outcome.Deferred.class, outcome).reason();
      assertTrue(reason.contains("secretAccessKey in the credentials is wrong"), reason);
      assertFalse(other.reach().reachable());
    }
    try (ObjectStore nowhere =
        S3ObjectStore.open(server.bucket("missing"), S3Server.CREDENTIALS, SETTINGS)) {
      Outcome outcome = nowhere.put("a", Content.of(new byte[3]), Pace.FREE);
      String reason = assertInstanceOf(Outcome.Refused.class, outcome).reason();
      assertTrue(reason.contains("make the bucket"), reason);
    }
  }

  @Test
  void portalThatAnswersEverythingIsNoStore() throws IOException {
    requireNoStore(
        """
        HTTP/1.1 200 OK\r
        Content-Type: text/html\r
        Content-Length: 43\r
        Connection: close\r
        \r
        <html><body>Please sign in.</body></html>\r
        """);
  }

  @Test
  void damagedHeadersAreTheLinksFault() throws IOException {
    requireNoStore("HTTP/1.1 2p0 OK\r\nContent-Length: 0\r\n\r\n");
    requireNoStore("HTTP/1.1 -20 OK\r\nContent-Length: 0\r\n\r\n");
    requireNoStore("XTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    requireNoStore("HTTP/1.1 200 OK\r\nContent-Length: 1p\r\nLast-Modified: Mon, \r\n\r\n");
  }

  private void requireNoStore(String answer) throws IOException {
    try (ServerSocket portal = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answer(portal, answer.getBytes(StandardCharsets.US_ASCII)));
      URI endpoint = URI.create("http://127.0.0.1:" + portal.getLocalPort());
      RemoteAddress.Bucket address =
          new RemoteAddress.Bucket("bucket", "", Optional.of(endpoint), S3Server.REGION);
      try (ObjectStore behind = S3ObjectStore.open(address, S3Server.CREDENTIALS, SETTINGS)) {
        assertFalse(behind.reach().reachable());
        assertInstanceOf(
            Outcome.Deferred.class, behind.put("a", Content.of(new byte[3]), Pace.FREE));
      }
    }
  }

  /** Answers every request so, as hotels do with a page. */
  private static void answer(ServerSocket portal, byte[] answer) {
    try {
      while (true) {
        try (Socket guest = portal.accept()) {
          guest.getInputStream().read(new byte[1 << 16]);
          guest.getOutputStream().write(answer);
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  @Test
  void serverThatTakesNoByteIsGivenUp() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI endpoint = URI.create("http://127.0.0.1:" + deaf.getLocalPort());
      RemoteAddress.Bucket address =
          new RemoteAddress.Bucket("bucket", "", Optional.of(endpoint), S3Server.REGION);
      S3Settings impatient = new S3Settings(S3Settings.PART_BYTES_MAX, Duration.ofMillis(300));
      try (ObjectStore stalled = S3ObjectStore.open(address, S3Server.CREDENTIALS, impatient)) {
        Outcome outcome = stalled.put("a", Content.of(bytes(10, 32 << 20)), Pace.FREE);
        assertInstanceOf(Outcome.Deferred.class, outcome);
      }
    }
  }
}
