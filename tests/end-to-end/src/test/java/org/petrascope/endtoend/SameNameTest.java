package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.S3ObjectStore;
import org.petrascope.remote.S3Server;
import org.petrascope.remote.S3Settings;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.SendingStore;
import org.petrascope.store.Store;
import org.petrascope.store.StoredFile;
import org.petrascope.sync.BackOff;
import org.petrascope.sync.Ends;
import org.petrascope.sync.Envelope;
import org.petrascope.sync.Post;
import org.petrascope.sync.RemoteScan;
import org.petrascope.sync.RemoteVerification;
import org.petrascope.sync.StoredScans;
import org.petrascope.sync.Sync;
import org.petrascope.sync.SyncSettings;

/** Two boxes that nobody can tell apart by name send to one bucket of a real S3 server. */
class SameNameTest {
  private static final String BUCKET = "cores";
  private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");
  private static final SyncSettings SETTINGS =
      new SyncSettings(
          0, List.of(), 0, BackOff.Limits.DEFAULT, Duration.ofMillis(1), Duration.ofDays(1), 0);

  @TempDir Path folder;

  @Test
  void boxesOfOneNameAndClocksAYearApartDoNotOverwriteEachOther() throws Exception {
    try (S3Server server = S3Server.start(folder).with(BUCKET);
        ObjectStore there =
            S3ObjectStore.open(server.bucket(BUCKET), S3Server.CREDENTIALS, S3Settings.DEFAULT)) {
      ScanRecord right = send("right", Clock.fixed(NOW, ZoneOffset.UTC), there);
      Instant late = NOW.minus(Duration.ofDays(365));
      ScanRecord wrong = send("wrong", Clock.fixed(late, ZoneOffset.UTC), there);
      assertEquals(right.id(), wrong.id(), "the same scan, as far as names tell");
      assertEquals(right.folder(), wrong.folder());

      List<RemoteScan> scans = new RemoteVerification(there, Envelope.PLAIN).all();
      assertEquals(2, scans.size());
      assertTrue(scans.stream().allMatch(RemoteScan::whole), scans.toString());
      assertNotEquals(scans.getFirst().box(), scans.getLast().box());
      requireEqual("right", right, there);
      requireEqual("wrong", wrong, there);
    }
  }

  private ScanRecord send(String box, Clock clock, ObjectStore there) throws Exception {
    Path data = folder.resolve(box);
    ScanRecord scan;
    try (Store store = Store.open(data, clock)) {
      scan = new StoredScans(store, clock.instant(), box.hashCode()).finish(50_000);
    }
    try (SendingStore here = SendingStore.open(data)) {
      Ends ends = new Ends(here, there, Envelope.PLAIN);
      new Sync(ends, SETTINGS, Post.NONE, clock, new SplittableRandom(1)).runOnce();
    }
    return scan;
  }

  private void requireEqual(String box, ScanRecord scan, ObjectStore there) throws Exception {
    try (Store store = Store.open(folder.resolve(box), Clock.systemUTC())) {
      String objects = "boxes/%s/objects/".formatted(store.identity().name());
      for (StoredFile file : store.scans().files(scan.id())) {
        String key = objects + file.sha256().substring(0, 2) + "/" + file.sha256();
        try (InputStream in = there.get(key, 0)) {
          assertArrayEquals(
              Files.readAllBytes(store.folder(scan).resolve(file.path())), in.readAllBytes(), key);
        }
      }
    }
  }
}
