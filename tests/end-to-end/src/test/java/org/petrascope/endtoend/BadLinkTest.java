package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.remote.FaultyLink;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.S3ObjectStore;
import org.petrascope.remote.S3Server;
import org.petrascope.remote.S3Settings;
import org.petrascope.store.BoxIdentity;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.Store;
import org.petrascope.store.StoredFile;
import org.petrascope.sync.Envelope;
import org.petrascope.sync.Letterbox;
import org.petrascope.sync.StoredScans;

/**
 * Scans reach a real S3 server over a link that cuts, stalls, slows, changes bits and answers 5xx,
 * while the process that sends is killed again and again.
 */
class BadLinkTest {
  private static final String BUCKET = "cores";
  private static final long SEED = 20260314;
  private static final Instant AT = Instant.parse("2026-03-14T12:00:00Z");

  /** How bad it is. */
  private record Trouble(
      int scans, int largeScans, int kills, int faultsMin, double share, Duration atMost) {}

  /** What must be in the store, and nothing else. */
  private record Expected(Map<String, Path> files, TreeSet<String> keys, int scans) {}

  @TempDir Path folder;

  @Test
  void scansArriveOverABadLinkWhileSendingIsKilled() throws Exception {
    run(new Trouble(10, 1, 3, 30, 0.2, Duration.ofMinutes(3)));
  }

  @Test
  @Tag("long")
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void twoHundredScansArriveThroughFiveHundredFaultsAndFiftyKills() throws Exception {
    run(new Trouble(200, 12, 50, 500, 0.2, Duration.ofMinutes(50)));
  }

  private void run(Trouble trouble) throws Exception {
    Path data = folder.resolve("data");
    Expected expected = scans(data, trouble);
    try (S3Server server = S3Server.start(folder).with(BUCKET);
        FaultyLink link = new FaultyLink(server.port(), trouble.share, 1500, SEED)) {
      Path config = configuration(data, link.port());
      long began = System.nanoTime();
      int kills = killAgainAndAgain(config, link, trouble);
      Appliance.Ended last =
          Appliance.run(
              List.of("-Xmx256m"), trouble.atMost, "sync", "--once", "--config", config.toString());
      assertEquals(0, last.exit(), last.err());
      double seconds = (System.nanoTime() - began) * 1e-9;
      requireWhole(server, expected);
      table(trouble, link, expected, kills, seconds);
      assertEquals(trouble.kills, kills, "seed " + SEED);
      assertTrue(link.faults() >= trouble.faultsMin, link.injected() + ", seed " + SEED);
      assertEquals(List.of(), server.openUploads(BUCKET), "uploads that nobody ends");
    }
  }

  private static Expected scans(Path data, Trouble trouble) {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, Path> files = new HashMap<>();
    TreeSet<String> keys = new TreeSet<>();
    try (Store store = Store.open(data, Clock.systemUTC())) {
      String box = "boxes/" + store.identity().name();
      StoredScans scans = new StoredScans(store, AT, SEED);
      for (int i = 0; i < trouble.scans; i++) {
        boolean large = i % (trouble.scans / trouble.largeScans) == 1;
        int raw = large ? 11_000_000 : 60_000 + random.nextInt(400_000);
        ScanRecord scan = scans.finish(raw);
        keys.add(box + "/scans/" + scan.id() + "/manifest.json");
        for (StoredFile file : store.scans().files(scan.id())) {
          String key =
              "%s/objects/%s/%s".formatted(box, file.sha256().substring(0, 2), file.sha256());
          keys.add(key);
          files.put(key, store.folder(scan).resolve(file.path()));
        }
      }
    }
    return new Expected(files, keys, trouble.scans);
  }

  private Path configuration(Path data, int port) throws Exception {
    Path credentials = S3Server.credentials(folder);
    Path config = folder.resolve("petrascope.yaml");
    Files.writeString(
        config,
        """
        version: 1
        data: %s
        stations:
          - id: core
            camera: {address: 127.0.0.1}
        sync:
          store: s3://%s?endpoint=http://127.0.0.1:%d
          credentials: %s
          partMiB: 5
          patienceS: 1
          pollS: 0.2
          backOffFirstS: 0.02
          backOffMaxS: 0.2
        """
            .formatted(data, BUCKET, port, credentials));
    return config;
  }

  /** Starts sending and kills it after a few requests, as often as is asked for. */
  private int killAgainAndAgain(Path config, FaultyLink link, Trouble trouble) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    int kills = 0;
    Path err = folder.resolve("sync.err");
    for (int i = 0; i < trouble.kills; i++) {
      long requests = link.requests() + 1 + random.nextInt(24);
      Process sync =
          Appliance.start(
              List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
              folder.resolve("sync.out"),
              err,
              "sync",
              "--config",
              config.toString());
      boolean sending = link.awaitRequests(requests, Appliance.AT_MOST.toMillis());
      boolean alive = sync.isAlive();
      Appliance.end(sync);
      assertTrue(sending && alive, Files.readString(err));
      kills++;
    }
    return kills;
  }

  /** By the product's own check, and byte by byte with what lies on the box's disk. */
  private void requireWhole(S3Server server, Expected expected) throws Exception {
    Appliance.Ended verified =
        Appliance.run(
            "verify",
            "--remote",
            "s3://%s?endpoint=%s".formatted(BUCKET, server.endpoint()),
            "--credentials",
            folder.resolve("credentials").toString());
    assertEquals(0, verified.exit(), verified.err());
    assertEquals(expected.scans, verified.out().lines().filter(l -> l.contains(": whole")).count());
    try (ObjectStore store =
        S3ObjectStore.open(server.bucket(BUCKET), S3Server.CREDENTIALS, S3Settings.DEFAULT)) {
      List<String> letters =
          store.list("").stream().filter(key -> key.contains("/letters/")).toList();
      requireLetters(letters, store);
      List<String> scans = new ArrayList<>(store.list(""));
      scans.removeAll(letters);
      assertEquals(new ArrayList<>(expected.keys), scans, "nothing lost, nothing twice");
      for (Map.Entry<String, Path> file : expected.files.entrySet()) {
        try (InputStream there = store.get(file.getKey(), 0);
            InputStream here = Files.newInputStream(file.getValue())) {
          assertArrayEquals(here.readAllBytes(), there.readAllBytes(), file.getKey());
        }
      }
    }
  }

  /** The box has told everything in order, signed by its key. */
  private void requireLetters(List<String> letters, ObjectStore store) {
    BoxIdentity box = BoxIdentity.in(folder.resolve("data/identity"));
    List<String> numbered = new ArrayList<>();
    for (int number = 1; number <= letters.size(); number++) {
      numbered.add("boxes/%s/letters/%012d.json".formatted(box.name(), number));
    }
    assertEquals(numbered, letters);
    assertTrue(!letters.isEmpty());
    Letterbox letterbox = new Letterbox(store, Envelope.PLAIN);
    letterbox.events(box.name(), box.verifyingKey(), event -> {});
  }

  private void table(Trouble trouble, FaultyLink link, Expected expected, int kills, double seconds)
      throws Exception {
    long bytes = 0;
    for (Path file : expected.files.values()) {
      bytes += Files.size(file);
    }
    StringBuilder table = new StringBuilder("seed %d%n".formatted(SEED));
    table.append(
        "scans %d, objects %d, MB %.1f, MB sent %.1f, requests %d, kills %d, s %.0f%n"
            .formatted(
                trouble.scans,
                expected.keys.size(),
                bytes * 1e-6,
                link.bytesSent() * 1e-6,
                link.requests(),
                kills,
                seconds));
    link.injected().forEach((kind, count) -> table.append("  %-16s %5d%n".formatted(kind, count)));
    table.append("  %-16s %5d".formatted("all faults", link.faults()));
    System.out.println(table);
  }
}
