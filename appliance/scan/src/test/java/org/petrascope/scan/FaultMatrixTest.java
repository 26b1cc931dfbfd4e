package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.petrascope.camera.Camera;
import org.petrascope.camera.CameraException;
import org.petrascope.gige.GigeCamera;
import org.petrascope.scan.FaultRow.Bed;
import org.petrascope.scan.FaultRow.Deed;
import org.petrascope.scan.FaultRow.Toll;
import org.petrascope.simulator.SentCounts;
import org.petrascope.spectral.Reference;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;

/**
 * Every fault of the camera and of the way to it, through a whole scan. Few stations take all of
 * them, one after the other, and each fault is followed by a scan that loses nothing. The table of
 * what happened goes to {@code target/fault-matrix.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FaultMatrixTest {
  private static final int CLEAN_LINES = 40;

  /** Lines before a fault that a test makes by hand. */
  private static final int BEFORE = 40;

  /** Seconds that a camera, a link or the control is away. */
  private static final int AWAY_S = 2;

  private static final double BACK_WITHIN_S = 3;

  @TempDir static Path root;

  private final Map<Bed, FaultStation> stations = new EnumMap<>(Bed.class);
  private final List<String> table = new ArrayList<>();

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.petrascope.scan.FaultRow#all")
  void everyLineIsReceivedOrLostInItsPlaceAndTheNextScanIsWhole(FaultRow row) throws Exception {
    FaultStation rig = stations.computeIfAbsent(row.bed(), this::opened);
    rig.inject(row.plan());
    CountDownLatch begun = rig.mapped(BEFORE);
    ScanRecord scan = rig.begin(row.lines());
    long backNs = act(row.deed(), rig, begun);
    ScanRecord ended = rig.station.await(scan.id());
    SentCounts sent = rig.camera().sent();
    rig.inject("");
    if (row.bed() == Bed.IMPATIENT) {
      assertFailed(rig, ended);
    } else {
      assertEquals(ScanState.FINISHED, ended.state(), ended.progress().message());
    }
    int lost = lostInTheirPlaces(row, rig, ended);
    assertToll(row, lost, sent);
    assertReason(row, rig, ended, lost);
    String back = row.toll() == Toll.OUTAGE ? back(row, rig, backNs) : "";
    tell(row, rig, ended, back);
    assertWholeScan(rig, row.deed() == Deed.KILL);
  }

  private FaultStation opened(Bed bed) {
    return new FaultStation(root.resolve(bed.name()), bed.rateHz(), bed.patience())
        .withReferences();
  }

  /** Gives when a killed camera was there again, 0 for other deeds. */
  private static long act(Deed deed, FaultStation rig, CountDownLatch begun)
      throws InterruptedException {
    if (deed == Deed.NONE) {
      return 0;
    }
    FaultStation.await(begun);
    switch (deed) {
      case KILL -> rig.kill();
      case SHRINK_PACKETS -> rig.inject("mtu=600");
      case KILL_AND_RESTART -> {
        rig.kill();
        assertTrue(!new CountDownLatch(1).await(AWAY_S, TimeUnit.SECONDS));
        return rig.restart();
      }
      case NONE -> {}
    }
    return 0;
  }

  /** A failed scan names its cause, keeps its lines and is finished from them. */
  private static void assertFailed(FaultStation rig, ScanRecord ended) throws Exception {
    assertEquals(ScanState.FAILED, ended.state());
    assertTrue(ended.progress().message().contains("is gone after"), ended.toString());
    rig.station.finish(ended.id());
    assertEquals(ScanState.FINISHED, rig.station.await(ended.id()).state());
  }

  /** Every recorded line shows its own place on the core; gives how many were lost. */
  private static int lostInTheirPlaces(FaultRow row, FaultStation rig, ScanRecord ended) {
    int[] places = rig.places(ended);
    int lines = ended.state() == ScanState.FINISHED ? row.lines() : ended.progress().lines();
    assertEquals(lines, places.length);
    boolean outage = false;
    for (int line = 0; line < lines; line++) {
      outage |= places[line] < 0;
      int within = outage && row.toll() == Toll.OUTAGE ? 1 : 0;
      if (places[line] >= 0) {
        assertTrue(
            Math.abs(places[line] - line) <= within, "line " + line + " shows " + places[line]);
      }
    }
    ScanProgress counted = rig.station.progress().orElseThrow();
    int lost = (int) IntStream.of(places).filter(place -> place < 0).count();
    assertEquals(lost, counted.lost());
    assertEquals(lost, ended.progress().linesLost());
    assertEquals(lines, counted.received() + counted.lost());
    return lost;
  }

  private static void assertToll(FaultRow row, int lost, SentCounts sent) {
    switch (row.toll()) {
      case NOTHING -> assertEquals(0, lost);
      case FIRST_AFTER_PAUSE -> assertEquals(1, lost);
      case ANY -> assertTrue(lost < row.lines() / 2, "lost " + lost);
      case DAMAGED -> {
        assertTrue(lost > 0);
        assertEquals(row.lines() - sent.framesWhole(), lost);
      }
      case OUTAGE -> assertTrue(lost > 0);
      case REST -> assertTrue(lost > row.lines() / 2 || row.bed() == Bed.IMPATIENT, "lost " + lost);
    }
    if (row.toll() != Toll.OUTAGE && row.bed() != Bed.IMPATIENT) {
      assertTrue(sent.frames() >= row.lines(), sent.toString());
    }
  }

  private static void assertReason(FaultRow row, FaultStation rig, ScanRecord ended, int lost) {
    String told = ended.progress().message();
    assertTrue(told.contains(row.reason()), told);
    assertEquals(lost == 0 && row.bed() != Bed.IMPATIENT, told.isEmpty(), told);
    List<Loss> journal = CaptureJournal.reasons(rig.files(ended).journal());
    assertEquals(lost, journal.stream().mapToInt(Loss::lines).sum());
    if (lost > 0) {
      assertTrue(journal.stream().anyMatch(loss -> loss.reason().contains(row.reason())));
    }
  }

  /** Seconds from the camera's return to its first frame, where it is known when it returned. */
  private static String back(FaultRow row, FaultStation rig, long backNs) {
    if (row.plan().contains("noHeartbeatAck")) {
      return "";
    }
    long returnedNs =
        row.deed() == Deed.KILL_AND_RESTART
            ? backNs
            : rig.scene.shownNs(BEFORE - 1) + TimeUnit.SECONDS.toNanos(AWAY_S);
    double seconds = (rig.scene.begunNs() - returnedNs) / 1e9;
    assertTrue(seconds < BACK_WITHIN_S, "back after " + seconds + " s");
    return "%.1f".formatted(seconds);
  }

  private void tell(FaultRow row, FaultStation rig, ScanRecord ended, String back) {
    int lines = ended.state() == ScanState.FINISHED ? row.lines() : ended.progress().lines();
    int sent = rig.scene.shown(lines);
    int lost = ended.progress().linesLost();
    table.add(
        "| %s | `%s` | %d | %d | %d | %d | %s | %s | %s |"
            .formatted(
                row.fault(),
                row.plan(),
                lines,
                sent,
                lines - lost,
                lost,
                back,
                ended.state().name().toLowerCase(Locale.ROOT),
                ended.progress().message().replaceAll("127\\.[0-9.]+", "192.168.1.10")));
  }

  private static void assertWholeScan(FaultStation rig, boolean dead) throws Exception {
    if (dead) {
      rig.restart();
    }
    ScanRecord clean = rig.station.await(begunAgain(rig).id());
    assertEquals(ScanState.FINISHED, clean.state(), clean.progress().message());
    assertEquals("", clean.progress().message());
    int[] places = rig.places(clean);
    for (int line = 0; line < CLEAN_LINES; line++) {
      assertEquals(line, places[line]);
    }
  }

  /** Another program that had the camera may need a moment to let go. */
  private static ScanRecord begunAgain(FaultStation rig) throws InterruptedException {
    for (int attempt = 0; ; attempt++) {
      try {
        return rig.begin(CLEAN_LINES);
      } catch (CameraException e) {
        if (attempt == 20) {
          throw e;
        }
        assertTrue(!new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS));
      }
    }
  }

  @Test
  void cameraInOtherHandsIsRefusedAndTakenWhenItIsFree() throws Exception {
    try (FaultStation rig = opened(Bed.IMPATIENT)) {
      rig.unplug(true);
      rig.kill();
      assertThrows(CameraException.class, () -> rig.station.reference(Reference.Kind.DARK));
      rig.restart();
      Camera other = GigeCamera.open(rig.camera().address());
      rig.unplug(false);
      CameraException refused = assertThrows(CameraException.class, () -> rig.begin(CLEAN_LINES));
      assertTrue(refused.getMessage().contains("is controlled by another program"));
      other.close();
      rig.station.reference(Reference.Kind.DARK);
      assertWholeScan(rig, false);
    }
  }

  @AfterAll
  void writeTable() throws IOException {
    stations.values().forEach(FaultStation::close);
    List<String> lines = new ArrayList<>();
    lines.add(
        "| fault | simulator | lines | sent | received | lost | back after s | scan | reason, as the operator reads it |");
    lines.add("|---|---|---:|---:|---:|---:|---:|---|---|");
    lines.addAll(table);
    Files.write(Path.of("target", "fault-matrix.md"), lines);
  }
}
