package org.petrascope.scan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalDouble;
import org.petrascope.formats.CubeJoin;
import org.petrascope.formats.DurableFiles;
import org.petrascope.formats.ReflectanceSource;
import org.petrascope.spectral.Execution;
import org.petrascope.spectral.Panel;
import org.petrascope.store.ScanRecord;
import org.petrascope.store.Store;

/**
 * Joins the reflectance of two finished scans of one box from two cameras to one cube, which is
 * signed: {@code joins/SCAN_WITH.hdr} and {@code .img} in the data folder, with manifest and
 * signature beside them. One at a time joins; an older cube of the same scans is replaced.
 */
public final class ScanJoin {
  private final Store store;
  private final Clock clock;
  private final Execution execution;

  public ScanJoin(Store store, Clock clock, Execution execution) {
    this.store = store;
    this.clock = clock;
    this.execution = execution;
  }

  /**
   * A finished scan and what its raw lines are calibrated with besides its own references.
   *
   * @param snrMin bands of a lower signal-to-noise ratio are masked
   */
  public record Side(ScanRecord scan, Panel panel, double snrMin) {}

  /**
   * What is to be joined.
   *
   * @param scan whose grid the cube has
   * @param with what is laid over it
   * @param seamNm where the spectra are joined; empty for the middle of the good bands' overlap
   * @param matched whether the second is scaled so that the step at the seam is zero
   */
  public record Order(Side scan, Side with, OptionalDouble seamNm, boolean matched) {
    /** Of the cube, which follows from the scans. */
    public String name() {
      return scan.scan().id() + "_" + with.scan().id();
    }
  }

  /** Where joined cubes lie. */
  public Path folder() {
    return JoinFiles.of(store, "").folder();
  }

  /** Names of a cube's files: header, data, manifest and signature. */
  public static List<String> files(String name) {
    JoinFiles files = new JoinFiles(Path.of(""), name);
    return List.of(files.header(), files.data(), files.manifest(), files.signature()).stream()
        .map(Path::toString)
        .toList();
  }

  /** Does it; what fails leaves an older cube as it was. */
  public synchronized CubeJoin.Outcome join(Order order) {
    JoinFiles files = JoinFiles.of(store, order.name());
    files.makeFolder();
    JoinManifest.Origin scan = origin(order.scan());
    JoinManifest.Origin with = origin(order.with());
    try (CalibratedScan first = CalibratedScan.open(files(order.scan()), scan.recipe());
        CalibratedScan second = CalibratedScan.open(files(order.with()), with.recipe())) {
      CubeJoin.Pair pair =
          new CubeJoin.Pair(
              source(scan, first), source(with, second), order.seamNm(), order.matched());
      CubeJoin.Outcome outcome = CubeJoin.run(pair, files.header(), done -> {});
      JoinManifest.of(scan, with, JoinManifest.Made.of(order, outcome), execution)
          .write(files, store.identity(), clock.instant());
      return outcome;
    }
  }

  /** The reflectance of a scan that a cube is joined of. */
  static ReflectanceSource source(JoinManifest.Origin origin, CalibratedScan opened) {
    return ReflectanceSource.calibrated(origin.scan(), opened.raw(), opened.calibration());
  }

  private ScanFiles files(Side side) {
    return ScanFiles.of(store.folder(side.scan()), side.scan());
  }

  private JoinManifest.Origin origin(Side side) {
    ScanRecord scan = side.scan();
    Path manifest = files(side).manifest();
    if (Files.notExists(manifest)) {
      throw new ScanException(
          "scan %s has no manifest.json, so that nobody could tell later what was joined: restore the scan from its copy"
              .formatted(scan.id()));
    }
    return new JoinManifest.Origin(
        scan.id().value(),
        DurableFiles.sha256(manifest),
        scan.darkId(),
        scan.whiteId(),
        Recipe.of(side.panel(), side.snrMin(), ""));
  }
}
