package org.petrascope.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.petrascope.camera.CameraException;
import org.petrascope.scan.FaultRow.Bed;
import org.petrascope.scan.FaultRow.Deed;
import org.petrascope.scan.FaultRow.Toll;
import org.petrascope.simulator.SentCounts;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanState;

/** One fault at a station: a scan that suffers it and another one that loses nothing. */
final class FaultTrial {
  private static final int CLEAN_LINES = 40;

  /** Lines before a fault that a test makes by hand. */
  private static final int BEFORE = 40;

  /** Seconds that a camera, a link or the control is away. */
  private static final int AWAY_S = 2;

  private static final double BACK_WITHIN_S = 3;

  private final FaultStation rig;
  private final FaultRow row;

  FaultTrial(FaultStation rig, FaultRow row) {
    this.rig = rig;
    this.row = row;
  }

  /** Runs both scans; gives the row of the table. */
  String run() throws Exception {
    rig.inject(row.plan());
    CountDownLatch begun = rig.mapped(BEFORE);
    ScanRecord scan = rig.begin(row.lines());
    long actedNs = act(begun);
    ScanRecord ended = rig.station.await(scan.id());
    SentCounts sent = rig.camera().sent();
    rig.inject("");
    if (row.bed() == Bed.IMPATIENT) {
      assertFailed(ended);
    } else {
      assertEquals(ScanState.FINISHED, ended.state(), ended.progress().message());
    }
    int lost = lostInTheirPlaces(ended);
    assertToll(lost, sent);
    assertReason(ended, lost);
    String told = told(ended, row.toll() == Toll.OUTAGE ? back(actedNs) : "");
    if (row.deed() == Deed.KILL) {
      rig.restart();
    }
    assertWholeScan(rig);
    return told;
  }

  /** Gives when the deed was done, or a killed camera was there again; 0 without a deed. */
  private long act(CountDownLatch begun) throws InterruptedException {
    if (row.deed() == Deed.NONE) {
      return 0;
    }
    FaultStation.await(begun);
    switch (row.deed()) {
      case KILL -> rig.kill();
      case SHRINK_PACKETS -> rig.inject("mtu=600");
      case KILL_AND_RESTART -> {
        rig.kill();
        assertTrue(!new CountDownLatch(1).await(AWAY_S, TimeUnit.SECONDS));
        return rig.restart();
      }
      case NONE -> {}
    }
    return System.nanoTime();
  }

  /** A failed scan names its cause, keeps its lines and is finished from them. */
  private void assertFailed(ScanRecord ended) throws Exception {
    assertEquals(ScanState.FAILED, ended.state());
    assertTrue(ended.progress().message().contains("is gone after"), ended.toString());
    rig.station.finish(ended.id());
    assertEquals(ScanState.FINISHED, rig.station.await(ended.id()).state());
  }

  /** Every recorded line shows its own place on the core; gives how many were lost. */
  private int lostInTheirPlaces(ScanRecord ended) {
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
    assertTrue(
        row.toll() != Toll.OUTAGE || places[lines - 1] >= 0, "nothing came after the outage");
    ScanProgress counted = rig.station.progress().orElseThrow();
    int lost = (int) IntStream.of(places).filter(place -> place < 0).count();
    assertEquals(lost, counted.lost());
    assertEquals(lost, ended.progress().linesLost());
    assertEquals(lines, counted.received() + counted.lost());
    return lost;
  }

  private void assertToll(int lost, SentCounts sent) {
    switch (row.toll()) {
      case NOTHING -> assertEquals(0, lost);
      case FIRST_AFTER_PAUSE -> assertEquals(1, lost);
      case ANY -> assertTrue(lost < row.lines() / 2, "lost " + lost);
      case DAMAGED -> {
        assertTrue(lost > 0);
        assertEquals(row.lines() - sent.framesWhole(), lost);
      }
      case TICKS -> assertTrue(lost > 0 && lost <= sent.triggersMissed(), sent.toString());
      case OUTAGE -> assertTrue(lost > 0);
      case REST -> assertTrue(lost > row.lines() / 2 || row.bed() == Bed.IMPATIENT, "lost " + lost);
    }
    if (row.toll() != Toll.OUTAGE && row.bed() != Bed.IMPATIENT) {
      assertTrue(sent.frames() + sent.triggersMissed() >= row.lines(), sent.toString());
    }
  }

  private void assertReason(ScanRecord ended, int lost) {
    String told = ended.progress().message();
    assertTrue(told.contains(row.reason()), told);
    assertEquals(lost == 0 && row.bed() != Bed.IMPATIENT, told.isEmpty(), told);
    List<Loss> journal = CaptureJournal.reasons(rig.files(ended).journal());
    assertEquals(lost, journal.stream().mapToInt(Loss::lines).sum());
    if (lost > 0) {
      assertTrue(journal.stream().anyMatch(loss -> loss.reason().contains(row.reason())));
    }
  }

  /**
   * Seconds from the camera's return to its first frame, where it is known when it returned; for a
   * path that became narrow, from that moment.
   */
  private String back(long actedNs) {
    if (row.plan().contains("noHeartbeatAck") || row.bed() == Bed.OFF_RATE) {
      return "";
    }
    long returnedNs =
        row.deed() == Deed.NONE
            ? rig.scene.shownNs(BEFORE - 1) + TimeUnit.SECONDS.toNanos(AWAY_S)
            : actedNs;
    double seconds = (rig.scene.begunNs() - returnedNs) / 1e9;
    assertTrue(seconds < BACK_WITHIN_S, "back after " + seconds + " s");
    return "%.1f".formatted(seconds);
  }

  private String told(ScanRecord ended, String back) {
    int lines = ended.state() == ScanState.FINISHED ? row.lines() : ended.progress().lines();
    int sent = rig.scene.shown(lines);
    int lost = ended.progress().linesLost();
    return "| %s | `%s` | %d | %d | %d | %d | %s | %s | %s |"
        .formatted(
            row.fault(),
            row.plan(),
            lines,
            sent,
            lines - lost,
            lost,
            back,
            ended.state().name().toLowerCase(Locale.ROOT),
            ended
                .progress()
                .message()
                .replaceAll("127\\.[0-9]+\\.[0-9]+\\.[0-9]+", "192.168.1.10"));
  }

  /** The station takes a scan that loses nothing. */
  static void assertWholeScan(FaultStation rig) throws Exception {
    ScanRecord clean = rig.station.await(begunAgain(rig).id());
    assertEquals(ScanState.FINISHED, clean.state(), clean.progress().message());
    assertEquals("", clean.progress().message());
    int[] places = rig.places(clean);
    assertEquals(CLEAN_LINES, places.length);
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
}
