package org.petrascope.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.DepthIntervals;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.ScanId;
import org.petrascope.spectral.Sensor;
import org.petrascope.store.CaptureSettings;
import org.petrascope.store.ReferencePair;
import org.petrascope.store.ReferenceRecord;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.ScanRequest;
import org.petrascope.store.ScanSummary;
import org.petrascope.store.Store;
import org.petrascope.store.StoredFile;

/** Puts small finished scans into a real store, with files of random bytes. */
public final class StoredScans {
  private static final Sensor SENSOR = new Sensor("Petrascope", "simulated", "S1", "");
  private static final CaptureSettings SETTINGS =
      new CaptureSettings("Mono12Packed", 1500, 100, 1, 1, 640, 224);

  private final Store store;
  private final Instant at;
  private final SplittableRandom random;
  private final ReferencePair references;
  private int scans;

  /**
   * @param at what the clock of the box says
   */
  public StoredScans(Store store, Instant at, long seed) {
    this.store = store;
    this.at = at;
    this.random = new SplittableRandom(seed);
    this.references = new ReferencePair(reference("d1", Reference.Kind.DARK), white());
    store.references().add(references.dark());
    store.references().add(references.white());
  }

  private ReferenceRecord white() {
    return reference("w1", Reference.Kind.WHITE);
  }

  private ReferenceRecord reference(String id, Reference.Kind kind) {
    return ReferenceRecord.of(id, kind, at, SENSOR, SETTINGS, 50, 812.5);
  }

  /** A finished scan of the usual files, with so many bytes of raw. */
  public ScanRecord finish(int rawBytes) {
    Map<String, Integer> files = new LinkedHashMap<>();
    files.put("capture/lines.raw", rawBytes);
    files.put("capture/lines.hdr", 900);
    files.put("products/minerals.img", 20_000 + random.nextInt(20_000));
    files.put("products/minerals.png", 5_000 + random.nextInt(5_000));
    files.put("products/downhole.csv", 700);
    files.put("manifest.json", 1_500);
    return finish(files);
  }

  private ScanRecord finish(Map<String, Integer> bytes) {
    ScanRecord scan = begin();
    List<StoredFile> files = new ArrayList<>();
    bytes.forEach((path, count) -> files.add(file(scan, path, count)));
    ScanSummary summary = new ScanSummary(900, 0, 640, 224, 12.5, 1e-7, List.of(), "");
    store.scans().finish(scan, summary, files, at);
    return scan;
  }

  private ScanRecord begin() {
    DepthInterval depth = new DepthInterval(12.5, 16);
    ScanRequest request =
        new ScanRequest(
            "DDH 7",
            "box_3",
            depth,
            BoxTemplate.equalRows(4, 640),
            DepthIntervals.every(0.25, depth),
            900);
    ScanId id = new ScanId("20260314T120000000Z-%08x".formatted(scans++));
    ScanRecord scan = ScanRecord.begin(id, "core", request, SENSOR, SETTINGS, references, at);
    store.scans().begin(scan);
    return scan;
  }

  private StoredFile file(ScanRecord scan, String path, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    Path file = store.folder(scan).resolve(path);
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StoredFile(path, count, Hashes.of(bytes).sha256());
  }
}
