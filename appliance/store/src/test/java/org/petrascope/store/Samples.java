package org.petrascope.store;

import java.time.Instant;
import java.util.List;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.DepthIntervals;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ScanId;
import org.petrascope.spectral.Sensor;

/** Records that tests store. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  static final ScanId SCAN = new ScanId("20260314T120000000Z-0000abcd");
  static final Sensor SENSOR = new Sensor("Petrascope", "SWIR-640 simulated", "S1", "");
  static final CaptureSettings SETTINGS =
      new CaptureSettings("Mono12Packed", 1500, 100, 1, 1, 640, 224);
  static final ReferenceRecord DARK = reference("d1", Reference.Kind.DARK);
  static final ReferenceRecord WHITE = reference("w1", Reference.Kind.WHITE);

  private Samples() {}

  static ReferenceRecord reference(String id, Reference.Kind kind) {
    return ReferenceRecord.of(id, kind, NOON, SENSOR, SETTINGS, 50, 812.5);
  }

  static ScanRecord scan(ScanId id) {
    DepthInterval depth = new DepthInterval(12.5, 16);
    ScanRequest request =
        new ScanRequest(
            "DDH 7/ä",
            "box_3",
            depth,
            BoxTemplate.equalRows(4, 640),
            DepthIntervals.every(0.25, depth),
            900);
    return ScanRecord.begin(
        id, "station-1", request, SENSOR, SETTINGS, new ReferencePair(DARK, WHITE), NOON);
  }

  static ScanSummary summary() {
    return new ScanSummary(
        900,
        2,
        640,
        224,
        12.5,
        1e-7,
        List.of(new ScanSummary.MineralShare("kaolinite", "KAOLIN", 0.4, 0.3, 0.5, false)),
        "frames that never came: 2 lines lost");
  }

  static StoredFile file(String path) {
    return new StoredFile(path, 100, "ab".repeat(32));
  }
}
