package org.petrascope.store;

import java.time.Instant;
import java.util.Optional;
import org.petrascope.spectral.ScanId;
import org.petrascope.spectral.Sensor;

/**
 * A scan as the database knows it.
 *
 * @param folder relative to the data folder
 * @param progress as of the last change of state
 */
public record ScanRecord(
    ScanId id,
    String station,
    ScanRequest request,
    Sensor sensor,
    CaptureSettings settings,
    String darkId,
    String whiteId,
    String folder,
    Instant startedAt,
    Progress progress) {

  /**
   * What became of a scan.
   *
   * @param message why it ended so; empty while all is well
   * @param lines in the raw file, the lost ones included
   */
  public record Progress(
      ScanState state, String message, int lines, int linesLost, Optional<Instant> endedAt) {
    /** A scan that begins. */
    public static Progress begun() {
      return new Progress(ScanState.SCANNING, "", 0, 0, Optional.empty());
    }
  }

  public ScanState state() {
    return progress.state();
  }

  /** A scan that begins now, in a folder of its own. */
  public static ScanRecord begin(
      ScanId id,
      String station,
      ScanRequest request,
      Sensor sensor,
      CaptureSettings settings,
      ReferencePair references,
      Instant at) {
    return new ScanRecord(
        id,
        station,
        request,
        sensor,
        settings,
        references.dark().id(),
        references.white().id(),
        DataFolder.scanFolder(request.hole(), request.box(), request.depth(), id),
        at,
        Progress.begun());
  }
}
