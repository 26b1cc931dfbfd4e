package org.petrascope.server;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.petrascope.scan.LiveMap;
import org.petrascope.scan.ScanProgress;
import org.petrascope.scan.StationListener;
import org.petrascope.scan.StationStatus;
import org.petrascope.spectral.ScanId;

/**
 * The scans under way: remembers how far they are and tells every open page. Hears of them on the
 * stations' threads and asks nothing of them; may be read by any thread.
 */
final class LiveScans implements StationListener {
  /** A page that hears more often than this draws no better picture. */
  private static final long MAP_EVENT_NS = 200_000_000L;

  private final EventHub events;
  private final LongSupplier nanos;
  private final Map<ScanId, Live> scans = new ConcurrentHashMap<>();
  private final Map<String, String> transports = new ConcurrentHashMap<>();

  /** One scan under way; its lines from {@code nextLine} on were not told yet. */
  private static final class Live {
    private final LiveMap map;
    private volatile ScanProgress progress;
    private int nextLine;
    private long toldNs;

    Live(LiveMap map, ScanProgress progress, long nowNs) {
      this.map = map;
      this.progress = progress;
      this.toldNs = nowNs - MAP_EVENT_NS;
    }
  }

  LiveScans(EventHub events, LongSupplier nanos) {
    this.events = events;
    this.nanos = nanos;
  }

  Optional<ScanProgress> progress(ScanId id) {
    return Optional.ofNullable(scans.get(id)).map(live -> live.progress);
  }

  Optional<LiveMap> map(ScanId id) {
    return Optional.ofNullable(scans.get(id)).map(live -> live.map);
  }

  /** The path that the frames of a station's latest scan took; empty before the first. */
  String transport(String station) {
    return transports.getOrDefault(station, "");
  }

  @Override
  public void changed(StationStatus status) {
    events.publish("station", StationView.of(status, transport(status.id())));
  }

  @Override
  public void mapped(ScanProgress progress, LiveMap map, int firstLine) {
    Live live =
        scans.computeIfAbsent(
            progress.id(), id -> new Live(map, progress, nanos.getAsLong()));
    live.progress = progress;
    long now = nanos.getAsLong();
    if (now - live.toldNs >= MAP_EVENT_NS) {
      live.toldNs = now;
      tell(live);
    }
  }

  @Override
  public void ended(ScanId id) {
    Live live = scans.remove(id);
    if (live != null) {
      tell(live);
    }
    events.publish("scan", Map.of("id", id.value(), "state", "ended"));
  }

  private void tell(Live live) {
    if (!events.heard()) {
      return;
    }
    events.publish("scan", progressDocument(live.progress));
    int lines = live.map.lines();
    if (lines > live.nextLine) {
      events.publish("map", mapDocument(live, lines));
      live.nextLine = lines;
    }
  }

  private static Map<String, Object> progressDocument(ScanProgress progress) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", progress.id().value());
    document.put("state", progress.state().name().toLowerCase(java.util.Locale.ROOT));
    document.put("received", progress.received());
    document.put("lost", progress.lost());
    document.put("lagMm", progress.lagMm());
    document.put("linesExpected", progress.linesExpected());
    return document;
  }

  private static Map<String, Object> mapDocument(Live live, int lines) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("scanId", live.progress.id().value());
    document.put("firstLine", live.nextLine);
    document.put("lines", lines - live.nextLine);
    document.put("samples", live.map.samples());
    document.put("step", 1);
    byte[] classes = live.map.classes(live.nextLine, lines, 1);
    document.put("classes", Base64.getEncoder().encodeToString(classes));
    return document;
  }
}
