package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.fleet.FleetException;
import org.petrascope.fleet.Quorum;
import org.petrascope.fleet.ReleaseOrder;
import org.petrascope.fleet.Repository;
import org.petrascope.remote.FaultyLink;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.Pace;
import org.petrascope.remote.RemoteAddress;
import org.petrascope.remote.S3ObjectStore;
import org.petrascope.remote.S3Server;
import org.petrascope.remote.S3Settings;
import org.petrascope.store.SendingStore;
import org.petrascope.store.Store;
import org.petrascope.sync.Ends;
import org.petrascope.sync.Envelope;
import org.petrascope.sync.Introduction;
import org.petrascope.sync.Reports;
import org.petrascope.update.ReleaseName;
import org.petrascope.update.Ring;

/** What the fleet and its boxes tell each other through a bucket of a real S3 server. */
class FleetStoreTest {
  private static final String BUCKET = "fleet";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Three parts. */
  private static final int CONTENT_BYTES = 20_000_000;

  /** Metadata, requests and headers of all uploads. */
  private static final int BESIDE_MAX = 200_000;

  private static final String ANSWERS =
      """
      version: 1
      site: North Ridge
      administrator: Kari Nordmann
      stations:
        - id: core
          camera: {address: 127.0.0.1}
      """;

  @TempDir Path folder;

  private static ReleaseName release(String version) {
    return new ReleaseName(ReleaseName.Kind.SOFTWARE, "petrascope", version);
  }

  private Repository repository() {
    return Repository.open(
        folder.resolve("repository"), List.of(folder.resolve("keys")), Clock.systemUTC());
  }

  private void publish(String version, int bytes) throws Exception {
    Path content = folder.resolve("content-" + version);
    Files.createDirectories(content.resolve("bin"));
    byte[] program = new byte[bytes];
    new SplittableRandom(bytes).nextBytes(program);
    Files.write(content.resolve("bin/petrascope"), program);
    repository().release(new ReleaseOrder(release(version), List.of("x86_64"), 1, content));
    repository().publish(release(version), Map.of(Ring.ALL, 100));
  }

  private static String remote(int port) {
    return "s3://%s/releases?endpoint=http://127.0.0.1:%d".formatted(BUCKET, port);
  }

  private JsonNode command(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--json");
    Appliance.Ended ended =
        Appliance.run(
            List.of("-XX:TieredStopAtLevel=1"), Appliance.AT_MOST, all.toArray(String[]::new));
    assertEquals(0, ended.exit(), ended.err());
    return JSON.readTree(ended.out());
  }

  private JsonNode upload(int port) throws Exception {
    return command(
        "fleet",
        "upload",
        "--repository",
        folder.resolve("repository").toString(),
        "--remote",
        remote(port),
        "--credentials",
        folder.resolve("credentials").toString());
  }

  private List<String> offers(Path config) throws Exception {
    List<String> versions = new ArrayList<>();
    command("update", "check", "--config", config.toString())
        .path("offers")
        .forEach(offer -> versions.add(offer.path("version").asText()));
    return versions;
  }

  private Path configuration(int port) throws Exception {
    Files.createDirectories(folder.resolve("home/releases/1.0.0"));
    Files.createSymbolicLink(folder.resolve("home/current"), Path.of("releases/1.0.0"));
    return Files.writeString(
        folder.resolve("petrascope.yaml"),
        """
        version: 1
        data: data
        stations:
          - id: core
            camera: {address: 127.0.0.1}
        update:
          home: home
          root: repository/1.root.json
          repository: %s
          credentials: credentials
          hardware: x86_64
          box: box-1
        """
            .formatted(remote(port)));
  }

  /** Lets so many parts pass. */
  private static final class Parts implements Pace {
    private int left;

    Parts(int left) {
      this.left = left;
    }

    @Override
    public void spend(int bytes) {}

    @Override
    public boolean goOn() {
      return left-- > 0;
    }
  }

  @Test
  void cutUploadIsEndedByTheNextAndBoxesTakeTheReleaseItsPauseAndTheWayBack() throws Exception {
    S3Server.credentials(folder);
    Repository.create(
        folder.resolve("repository"), folder.resolve("keys"), new Quorum(1, 1), Clock.systemUTC());
    publish("1.1.0", CONTENT_BYTES);
    try (S3Server server = S3Server.start(folder).with(BUCKET);
        FaultyLink link = new FaultyLink(server.port(), 0, 0, 1)) {
      Path config = configuration(server.port());
      try (ObjectStore store = store(link)) {
        FleetException cut =
            assertThrows(FleetException.class, () -> repository().upload(store, new Parts(2)));
        assertTrue(cut.getMessage().contains("run it again"), cut.getMessage());
        assertEquals(List.of(), store.list(""), "no box sees anything");
      }
      assertEquals(1, server.openUploads(BUCKET).size());
      JsonNode tally = upload(link.port());
      assertEquals(7, tally.path("sent").asInt(), tally.toString());
      long beside = link.bytesSent() - CONTENT_BYTES;
      assertTrue(beside > 0 && beside < BESIDE_MAX, "nothing twice: " + link.bytesSent());
      JsonNode brought = command("update", "download", "--config", config.toString());
      assertEquals("petrascope 1.1.0", brought.path("downloaded").path(0).asText());
      requireBrought();

      publish("1.2.0", 1000);
      upload(link.port());
      assertEquals(List.of("1.2.0"), offers(config));
      repository().pause(release("1.2.0"), true);
      upload(link.port());
      assertEquals(List.of("1.1.0"), offers(config), "1.2.0 waits");
      repository().back(release("1.1.0"));
      tally = upload(link.port());
      assertEquals(4, tally.path("sent").asInt(), "plan, targets, snapshot and timestamp");
      assertEquals(List.of("1.1.0"), offers(config));
      assertEquals(0, upload(link.port()).path("sent").asInt(), "twice is once");
      assertEquals(List.of(), server.openUploads(BUCKET));
    }
  }

  private static ObjectStore store(FaultyLink link) {
    return S3ObjectStore.open(
        (RemoteAddress.Bucket) RemoteAddress.parse(remote(link.port())),
        S3Server.CREDENTIALS,
        S3Settings.DEFAULT);
  }

  private void requireBrought() throws Exception {
    try (var signed = Files.list(folder.resolve("repository/payloads"));
        var brought = Files.walk(folder.resolve("home"))) {
      Path there =
          brought.filter(file -> file.toString().endsWith(".zip")).findFirst().orElseThrow();
      assertArrayEquals(
          Files.readAllBytes(signed.findFirst().orElseThrow()), Files.readAllBytes(there));
    }
  }

  @Test
  void lastSeenIsTheServersTimeWhateverTheBoxsClockSays() throws Exception {
    Path credentials = S3Server.credentials(folder);
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Duration ahead = Duration.ofDays(365);
    String box;
    try (S3Server server = S3Server.start(folder).with(BUCKET);
        ObjectStore there =
            S3ObjectStore.open(server.bucket(BUCKET), S3Server.CREDENTIALS, S3Settings.DEFAULT)) {
      Clock wrong = Clock.offset(Clock.systemUTC(), ahead);
      Path root = folder.resolve("box");
      Path answers = Files.writeString(folder.resolve("answers.yaml"), ANSWERS);
      Appliance.Ended made =
          Appliance.run("provision", "--answers", answers.toString(), "--root", root.toString());
      assertEquals(0, made.exit(), made.err());
      Path data = root.resolve("var/lib/petrascope");
      Store.open(data, wrong).close();
      try (SendingStore here = SendingStore.open(data)) {
        box = here.identity().name();
        assertTrue(made.out().startsWith("This box is " + box + "."), made.out());
        Ends ends = new Ends(here, there, Envelope.PLAIN);
        byte[] document = Files.readAllBytes(root.resolve("etc/petrascope/enrolment.json"));
        new Introduction(ends, document).then(new Reports(ends, "test", wrong)).exchange();
      }
      String[] where = {
        "--enrolled", folder.resolve("boxes").toString(),
        "--remote", "s3://%s?endpoint=%s".formatted(BUCKET, server.endpoint()),
        "--credentials", credentials.toString()
      };
      command(joined(where, "fleet", "enrol", "--box", box));
      JsonNode report = command(joined(where, "fleet", "boxes")).path(0);
      assertEquals("North Ridge", report.path("name").asText());
      Instant seen = Instant.parse(report.path("lastSeen").asText());
      assertTrue(!seen.isBefore(before) && !seen.isAfter(Instant.now()), seen.toString());
      assertEquals(365, Math.round(report.path("clockOffS").asLong() / 86_400.0));
      assertTrue(Instant.parse(report.path("boxClock").asText()).isAfter(before.plus(ahead)));
    }
  }

  private static String[] joined(String[] last, String... first) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(last));
    return all.toArray(String[]::new);
  }
}
