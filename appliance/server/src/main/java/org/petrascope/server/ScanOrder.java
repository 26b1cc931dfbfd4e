package org.petrascope.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.petrascope.scan.Station;
import org.petrascope.scan.StationStatus;
import org.petrascope.server.ServerException.Kind;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.DepthIntervals;
import org.petrascope.spectral.SampleRange;
import org.petrascope.store.ScanRequest;

/**
 * A scan as a person orders it; what is left open follows from the station.
 *
 * @param station id; empty for the only station there is
 * @param rows where rows of core lie; empty for those of the station
 * @param rowCount rows of equal width across all samples; 0 where they are not given so
 * @param lines to take; 0 for as many as the box is long
 * @param intervalM length of a downhole interval; 0 for the default
 * @param boundsM bounds of the downhole intervals; empty where a length decides
 */
record ScanOrder(
    String station,
    String hole,
    String box,
    double fromM,
    double toM,
    List<SampleRange> rows,
    int rowCount,
    int lines,
    double intervalM,
    List<Double> boundsM) {
  private static final double INTERVAL_M_DEFAULT = 0.1;
  private static final Range DEPTH_M = new Range(0, 15_000);
  private static final Range ROWS = new Range(1, 100);

  ScanOrder {
    rows = List.copyOf(rows);
    boundsM = List.copyOf(boundsM);
  }

  static ScanOrder read(Section body) {
    boolean counted = body.hasNumber("rows");
    return new ScanOrder(
        body.text("station", ""),
        body.requiredText("hole"),
        body.requiredText("box"),
        body.requiredNumber("fromM", DEPTH_M),
        body.requiredNumber("toM", DEPTH_M),
        counted ? List.of() : body.ranges("rows"),
        counted ? body.integer("rows", ROWS, 1) : 0,
        body.integer("lines", new Range(1, ScanRequest.LINES_MAX), 0),
        body.number("intervalM", Range.ABOVE_ZERO, 0),
        body.numbers("boundsM"));
  }

  /**
   * What the station is to do.
   *
   * @param usualRows of the station; empty for one row over all samples
   */
  ScanRequest request(Station at, List<SampleRange> usualRows) {
    DepthInterval depth = new DepthInterval(fromM, toM);
    BoxTemplate template = template(at, rows.isEmpty() ? usualRows : rows);
    int count = lines > 0 ? lines : ScanRequest.linesFor(depth, template, Stations.linePitchMm(at));
    return new ScanRequest(hole, box, depth, template, intervals(depth), count);
  }

  private BoxTemplate template(Station at, List<SampleRange> places) {
    if (rowCount > 0) {
      return BoxTemplate.equalRows(rowCount, samples(at));
    }
    return places.isEmpty() ? BoxTemplate.whole(samples(at)) : new BoxTemplate(places);
  }

  private static int samples(Station at) {
    StationStatus status = at.status();
    Optional<StationStatus.CameraDescription> camera = status.camera().description();
    return camera
            .orElseThrow(() -> new ServerException(Kind.CONFLICT, status.camera().message()))
            .capabilities()
            .samplesMax()
        / at.settings().acquisition().spatialBinning();
  }

  private DepthIntervals intervals(DepthInterval depth) {
    return boundsM.isEmpty()
        ? DepthIntervals.every(intervalM > 0 ? intervalM : INTERVAL_M_DEFAULT, depth)
        : DepthIntervals.between(new ArrayList<>(boundsM));
  }
}
