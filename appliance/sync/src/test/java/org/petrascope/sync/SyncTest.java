package org.petrascope.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.remote.Outcome;
import org.petrascope.store.Backlog;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.SendingStore;
import org.petrascope.store.Store;
import org.petrascope.store.StoreException;

class SyncTest {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final BackOff.Limits BACK_OFF =
      new BackOff.Limits(Duration.ofMillis(1), Duration.ofMillis(4));

  @TempDir Path root;

  private final HeldStore remote = new HeldStore();
  private final Moved clock = new Moved(NOON);
  private Store store;
  private StoredScans scans;
  private SendingStore here;

  @BeforeEach
  void open() {
    store = Store.open(root, clock);
    scans = new StoredScans(store, NOON, 1);
    here = SendingStore.open(root);
  }

  @AfterEach
  void close() {
    here.close();
    store.close();
  }

  /** A clock that stands until it is set. */
  private static final class Moved extends Clock {
    private Instant now;

    Moved(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static SyncSettings settings(List<TimeWindow> windows, long quota, long freeBelow) {
    return new SyncSettings(
        0, windows, quota, BACK_OFF, Duration.ofMillis(1), Duration.ofDays(1), freeBelow);
  }

  private Sync sync(SyncSettings settings) {
    return new Sync(
        new Ends(here, remote, Envelope.PLAIN),
        settings,
        Post.NONE,
        clock,
        new SplittableRandom(7));
  }

  private Sync sync() {
    return sync(settings(List.of(), 0, 0));
  }

  private String path(String key) {
    return here.deliveries().ofScan("20260314T120000000Z-00000000").stream()
        .filter(file -> file.proof().key().equals(key))
        .map(file -> file.delivery().path())
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .findFirst()
        .orElse(key.substring(key.lastIndexOf('/') + 1));
  }

  @Test
  void summariesGoFirstThenProductsThenRawAndTheManifestLast() throws InterruptedException {
    scans.finish(50_000);
    sync().runOnce();
    assertEquals(
        List.of(
            "downhole.csv",
            "manifest.json",
            "minerals.img",
            "minerals.png",
            "lines.raw",
            "lines.hdr",
            "manifest.json"),
        remote.puts.stream().map(this::path).toList());
    Backlog left = here.deliveries().backlog();
    assertEquals(6, left.filesProven());
    assertEquals(0, left.filesWaiting() + left.scansWaiting());
    List<RemoteScan> there = new RemoteVerification(remote, Envelope.PLAIN).all();
    assertEquals(1, there.size());
    assertTrue(there.getFirst().whole(), there.toString());
    assertEquals(6, there.getFirst().files());
  }

  @Test
  void newSummaryOvertakesRawBetweenItsParts() throws InterruptedException {
    scans.finish(50_000);
    remote.betweenParts =
        () -> {
          boolean inRaw = here.deliveries().next(NOON, 9).orElseThrow().priority() == 2;
          if (inRaw) {
            remote.betweenParts = () -> {};
            scans.finish(1_000);
          }
        };
    sync().runOnce();
    List<String> order = remote.puts.stream().map(this::path).toList();
    assertEquals(14, order.size(), "two scans, nothing twice: " + order);
    assertTrue(order.indexOf("lines.raw") > 7, "raw waited for the second scan's files: " + order);
    assertEquals(0, here.deliveries().backlog().filesRefused());
  }

  @Test
  void outsideTheWindowsOnlySummariesGo() throws InterruptedException {
    scans.finish(1_000);
    TimeWindow night = TimeWindow.parse("22:00-06:00");
    Sync sync = sync(settings(List.of(night), 0, 0));
    for (int i = 0; i < 20; i++) {
      sync.step();
    }
    assertEquals(
        List.of("downhole.csv", "manifest.json"), remote.puts.stream().map(this::path).toList());
    assertEquals("WINDOW", here.syncNotes().state().state());
    clock.now = Instant.parse("2026-03-14T23:00:00Z");
    sync.runOnce();
    assertEquals(7, remote.puts.size());
  }

  @Test
  void quotaHoldsTheRestUntilTomorrow() throws InterruptedException {
    scans.finish(30_000);
    Sync sync = sync(settings(List.of(), 2_500, 0));
    for (int i = 0; i < 20; i++) {
      sync.step();
    }
    assertEquals(2, remote.puts.size(), "two summaries; a product stopped after its first part");
    assertEquals("QUOTA", here.syncNotes().state().state());
    assertEquals(12_200, here.syncNotes().sentOn(LocalDate.of(2026, 3, 14)));
    for (int day = 1; day < 15; day++) {
      clock.now = NOON.plus(Duration.ofDays(day));
      for (int i = 0; i < 5; i++) {
        sync.step();
      }
    }
    assertEquals(7, remote.puts.size());
  }

  @Test
  void failuresAreTriedAgainAndUnreachableStoresAreAskedFirst() throws InterruptedException {
    scans.finish(1_000);
    remote.answer = Optional.of(new Outcome.Deferred("the link was cut", Duration.ZERO));
    Sync sync = sync();
    sync.step();
    assertEquals("the link was cut", here.deliveries().backlog().message());
    remote.answer = Optional.empty();
    remote.reachable = false;
    clock.now = NOON.plusSeconds(1);
    sync.step();
    assertEquals("OFFLINE", here.syncNotes().state().state());
    assertEquals(List.of(), remote.puts);
    remote.reachable = true;
    sync.runOnce();
    assertEquals(7, remote.puts.size());
  }

  @Test
  void clockThatWasAYearAheadKeepsNothingWaiting() throws InterruptedException {
    scans.finish(1_000);
    remote.answer = Optional.of(new Outcome.Deferred("cut", Duration.ofHours(1)));
    clock.now = NOON.plus(Duration.ofDays(365));
    sync().step();
    clock.now = NOON;
    remote.answer = Optional.empty();
    sync().runOnce();
    assertEquals(7, remote.puts.size());
  }

  @Test
  void changedFileIsNeverSentAsWhatItWas() throws Exception {
    ScanRecord scan = scans.finish(1_000);
    Path raw = store.folder(scan).resolve("capture/lines.raw");
    byte[] bytes = Files.readAllBytes(raw);
    bytes[500] ^= 1;
    Files.write(raw, bytes);
    SyncException refused = assertThrows(SyncException.class, () -> sync().runOnce());
    assertTrue(refused.getMessage().contains("no longer what the scan was finished with"));
    assertEquals(List.of(), new RemoteVerification(remote, Envelope.PLAIN).all(), "not whole");
  }

  @Test
  void onlyWhatIsStillProvenIsFreedRawFirstOldestFirst() throws Exception {
    ScanRecord first = scans.finish(1_000);
    ScanRecord second = scans.finish(1_000);
    sync().runOnce();
    String lost = here.deliveries().freeable(2, 1).getFirst().proof().key();
    remote.objects.remove(lost);
    Path reference = Files.createDirectories(root.resolve("references/d1")).resolve("dark.raw");
    Files.writeString(reference, "a reference");
    ScanRecord unsent = scans.finish(1_000);
    remote.answer = Optional.of(new Outcome.Deferred("cut", Duration.ZERO));

    sync(settings(List.of(), 0, Long.MAX_VALUE)).step();

    assertTrue(Files.exists(store.folder(first).resolve("capture/lines.raw")), "lost over there");
    assertFalse(Files.exists(store.folder(second).resolve("capture/lines.raw")));
    assertFalse(Files.exists(store.folder(second).resolve("products/minerals.img")));
    assertTrue(Files.exists(store.folder(second).resolve("manifest.json")));
    assertTrue(Files.exists(store.folder(second).resolve("products/downhole.csv")));
    assertTrue(Files.exists(store.folder(unsent).resolve("capture/lines.raw")), "not sent");
    assertTrue(Files.exists(reference));
    assertTrue(store.deliveries().isFreed(second.folder() + "/capture/lines.raw"));

    remote.answer = Optional.empty();
    clock.now = NOON.plusSeconds(1);
    sync().runOnce();
    assertTrue(remote.objects.containsKey(lost), "sent again");
  }

  @Test
  void boxesOfOneNameAndWrongClocksDoNotOverwriteEachOther(@TempDir Path elsewhere)
      throws InterruptedException {
    ScanRecord scan = scans.finish(1_000);
    sync().runOnce();
    Moved late = new Moved(NOON.minus(Duration.ofDays(365)));
    try (Store other = Store.open(elsewhere, late);
        SendingStore sending = SendingStore.open(elsewhere)) {
      ScanRecord same = new StoredScans(other, late.now, 2).finish(2_000);
      assertEquals(scan.folder(), same.folder(), "the same hole, box and scan id");
      assertNotEquals(here.identity().name(), sending.identity().name());
      new Sync(
              new Ends(sending, remote, Envelope.PLAIN),
              settings(List.of(), 0, 0),
              Post.NONE,
              late,
              new SplittableRandom(8))
          .runOnce();
    }
    List<RemoteScan> there = new RemoteVerification(remote, Envelope.PLAIN).all();
    assertEquals(2, there.size());
    assertTrue(there.stream().allMatch(RemoteScan::whole), there.toString());
    assertEquals(14, remote.objects.size());
  }

  @Test
  void nameFollowsFromTheKeyOfTheDataFolder() {
    assertEquals(store.identity().fingerprint().substring(0, 32), here.identity().name());
    String name = here.identity().name();
    here.close();
    here = SendingStore.open(root);
    assertEquals(name, here.identity().name());
  }

  @Test
  void sealedScanIsVerifiedWithTheKeyAndNamesNothingWithoutIt() throws Exception {
    SiteKey key = SiteKey.of(new byte[SiteKey.BYTES]);
    scans.finish(200_000);
    new Sync(
            new Ends(here, remote, Envelope.sealed(key)),
            settings(List.of(), 0, 0),
            Post.NONE,
            clock,
            new SplittableRandom(9))
        .runOnce();
    assertTrue(new RemoteVerification(remote, Envelope.sealed(key)).all().getFirst().whole());
    assertFalse(new RemoteVerification(remote, Envelope.PLAIN).all().getFirst().whole());
    here.deliveries()
        .ofScan("20260314T120000000Z-00000000")
        .forEach(
            file ->
                assertFalse(
                    file.proof().key().contains(file.delivery().sha256()), "its name tells"));
  }

  @Test
  void secondSendingProcessIsRefused() {
    assertThrows(StoreException.class, () -> SendingStore.open(root).close());
  }
}
