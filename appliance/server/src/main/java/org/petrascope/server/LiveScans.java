package org.petrascope.server;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.petrascope.scan.LiveMap;
import org.petrascope.scan.ScanProgress;
import org.petrascope.scan.Station;
import org.petrascope.scan.StationListener;
import org.petrascope.scan.StationStatus;
import org.petrascope.spectral.ScanId;

/**
 * Tells every open page what happens at one station. Hears of it on the station's threads, one at a
 * time for each scan, and never waits.
 */
final class LiveScans implements StationListener {
  /** A page that hears more often than this draws no better picture. */
  private static final long TELL_NS = 200_000_000L;

  private final Station station;
  private final EventHub events;
  private final LongSupplier nanos;
  private final Map<ScanId, Told> told = new LinkedHashMap<>();

  /** What the pages know of a scan: lines before {@code nextLine}, as of this moment. */
  private record Told(int nextLine, long atNs) {}

  LiveScans(Station station, EventHub events, LongSupplier nanos) {
    this.station = station;
    this.events = events;
    this.nanos = nanos;
  }

  @Override
  public void changed(StationStatus status) {
    events.publish("station", StationView.of(status, station));
  }

  @Override
  public synchronized void mapped(ScanProgress progress, LiveMap map, int firstLine) {
    long now = nanos.getAsLong();
    Told before = told.getOrDefault(progress.id(), new Told(0, now - TELL_NS));
    if (now - before.atNs >= TELL_NS) {
      told.put(progress.id(), new Told(tell(progress, map, before.nextLine), now));
    }
  }

  @Override
  public synchronized void ended(ScanId id) {
    Told before = told.remove(id);
    int nextLine = before == null ? 0 : before.nextLine;
    station
        .progress()
        .filter(progress -> progress.id().equals(id))
        .ifPresent(progress -> station.map(id).ifPresent(map -> tell(progress, map, nextLine)));
  }

  /** Gives the first line that is not told yet. */
  private int tell(ScanProgress progress, LiveMap map, int nextLine) {
    int lines = map.lines();
    if (events.heard()) {
      events.publish("scan", progress(progress));
      if (lines > nextLine) {
        events.publish("map", block(progress.id(), map, nextLine, lines));
      }
    }
    return lines;
  }

  private Map<String, Object> progress(ScanProgress progress) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", progress.id().value());
    document.put("state", ScanView.state(progress.state()));
    document.put("received", progress.received());
    document.put("lost", progress.lost());
    document.put("lagMm", progress.lagMm());
    progress.triggersMissed().ifPresent(missed -> document.put("triggersMissed", missed));
    document.put("linesExpected", progress.linesExpected());
    station.stage().ifPresent(stage -> document.put("stage", StageView.of(stage.reading())));
    return document;
  }

  private static Map<String, Object> block(ScanId id, LiveMap map, int from, int to) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("scanId", id.value());
    document.put("firstLine", from);
    document.put("lines", to - from);
    document.put("samples", map.samples());
    document.put("step", 1);
    document.put("classes", Base64.getEncoder().encodeToString(map.classes(from, to, 1)));
    return document;
  }
}
