package org.petrascope.server;

import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.MetricsFactory;
import io.helidon.metrics.api.Tag;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.petrascope.scan.ScanProgress;
import org.petrascope.scan.Station;
import org.petrascope.store.Backlog;
import org.petrascope.store.Store;

/** What the appliance tells at {@code /observe/metrics} besides the usual numbers of a server. */
final class ApplianceMetrics {
  private ApplianceMetrics() {}

  static void register(Store store, List<Station> stations) {
    MeterRegistry registry = MetricsFactory.getInstance().globalRegistry();
    gauge(registry, "petrascope_disk_free_bytes", List.of(), store::freeBytes);
    ofBacklog(registry, "petrascope_sync_files_waiting", store, Backlog::filesWaiting);
    ofBacklog(registry, "petrascope_sync_bytes_waiting", store, Backlog::bytesWaiting);
    ofBacklog(registry, "petrascope_sync_files_refused", store, Backlog::filesRefused);
    ofBacklog(registry, "petrascope_sync_files_proven", store, Backlog::filesProven);
    gauge(
        registry,
        "petrascope_sync_bytes_per_second",
        List.of(),
        () -> store.syncNotes().state().bytesPerS());
    for (Station station : stations) {
      List<Tag> tags = List.of(Tag.create("station", station.settings().id()));
      gauge(
          registry,
          "petrascope_camera_connected",
          tags,
          () -> station.status().camera().connected() ? 1 : 0);
      ofScan(registry, "petrascope_scan_lines_received", station, ScanProgress::received);
      ofScan(registry, "petrascope_scan_lines_lost", station, ScanProgress::lost);
      ofScan(registry, "petrascope_scan_lag_mm", station, ScanProgress::lagMm);
    }
  }

  private static void ofBacklog(
      MeterRegistry registry, String name, Store store, Function<Backlog, Number> number) {
    gauge(registry, name, List.of(), () -> number.apply(store.deliveries().backlog()));
  }

  /** A number of the station's scan under way, or its last one; 0 before the first. */
  private static void ofScan(
      MeterRegistry registry, String name, Station station, Function<ScanProgress, Number> number) {
    List<Tag> tags = List.of(Tag.create("station", station.settings().id()));
    gauge(registry, name, tags, () -> station.progress().map(number).orElse(0));
  }

  /** Takes the place of the one of an appliance that ran in this process before. */
  private static void gauge(
      MeterRegistry registry, String name, List<Tag> tags, Supplier<Number> number) {
    registry.remove(name, tags);
    registry.getOrCreate(Gauge.builder(name, () -> number.get().doubleValue()).tags(tags));
  }
}
