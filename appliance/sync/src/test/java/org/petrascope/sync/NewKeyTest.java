package org.petrascope.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.SendingStore;
import org.petrascope.store.Store;

/** A box that is given a new key is another one, with the scans of before. */
class NewKeyTest {
  @TempDir Path root;

  private final HeldStore remote = new HeldStore();
  private Store store;
  private StoredScans scans;
  private SendingStore here;

  @BeforeEach
  void open() {
    store = Store.open(root, Clock.systemUTC());
    scans = new StoredScans(store, Instant.parse("2026-03-14T12:00:00Z"), 1);
    here = SendingStore.open(root);
  }

  @AfterEach
  void close() {
    here.close();
    store.close();
  }

  private Sync sync(long freeBelowBytes) {
    return new Sync(
        new Ends(here, remote, Envelope.PLAIN),
        new SyncSettings(
            0,
            List.of(),
            0,
            new BackOff.Limits(Duration.ofMillis(1), Duration.ofMillis(4)),
            Duration.ofMillis(1),
            Duration.ofDays(1),
            freeBelowBytes),
        Post.NONE,
        Clock.systemUTC(),
        new SplittableRandom(7));
  }

  /** What a factory reset does: another key, the data kept. */
  @Test
  void resetBoxSendsNothingTwiceAndItsScansAreWhole() throws Exception {
    ScanRecord sent = scans.finish(30_000);
    sync(0).runOnce();
    ScanRecord half = scans.finish(50_000);
    Sync interrupted = sync(0);
    while (here.deliveries().ofScan(half.id().toString()).size() < 3) {
      interrupted.step();
    }
    String before = here.identity().name();
    here.close();
    store.close();
    for (String file : List.of("box.key", "box.pub")) {
      Files.delete(root.resolve("identity").resolve(file));
    }
    store = Store.open(root, Clock.systemUTC());
    here = SendingStore.open(root);
    assertNotEquals(before, here.identity().name());
    sync(0).runOnce();
    List<RemoteScan> there = new RemoteVerification(remote, Envelope.PLAIN).all();
    assertTrue(there.stream().allMatch(RemoteScan::whole), there.toString());
    assertEquals(
        Map.of(sent.id().toString(), before, half.id().toString(), here.identity().name()),
        there.stream().collect(Collectors.toMap(RemoteScan::scan, RemoteScan::box)));
    assertEquals(14, remote.puts.size(), "six files and a list each");
    assertEquals(14, remote.puts.stream().map(key -> key.substring(39)).distinct().count());
    String lost =
        here.deliveries().ofScan(sent.id().toString()).stream()
            .map(file -> file.proof().key())
            .filter(key -> remote.objects.get(key).length == 30_000)
            .findFirst()
            .orElseThrow();
    remote.objects.remove(lost);
    sync(Long.MAX_VALUE).step();
    sync(0).runOnce();
    assertTrue(remote.objects.containsKey(lost), "back where its list says that it is");
  }
}
