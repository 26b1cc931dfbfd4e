package org.petrascope.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.petrascope.spectral.BoxTemplate;
import org.petrascope.spectral.DepthInterval;
import org.petrascope.spectral.DepthIntervals;
import org.petrascope.spectral.SampleRange;
import org.petrascope.spectral.ScanId;
import org.petrascope.spectral.Sensor;

/** The scans of this appliance and their results. May be used by any thread. */
public final class Scans {
  private static final String COLUMNS =
      """
      id, station, hole, box, from_m, to_m, rows_json, bounds_json, lines_expected,
      sensor_vendor, sensor_model, sensor_serial, calibration_pack,
      pixel_format, exposure_us, line_rate_hz, spatial_binning, spectral_binning, samples, bands,
      dark_id, white_id, folder, started_at, state, message, lines, lines_lost, ended_at,
      gain
      """;

  private static final String INSERT =
      "INSERT INTO scan ("
          + COLUMNS
          + """
          ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
          NULL, ?)
          """;

  private static final String BY_ID = "SELECT " + COLUMNS + " FROM scan WHERE id = ?";

  private static final String NEWEST_FIRST =
      "SELECT " + COLUMNS + " FROM scan ORDER BY id DESC LIMIT ?";

  private static final String PROGRESS =
      """
      UPDATE scan SET state = ?, message = ?, lines = ?, lines_lost = ?, ended_at = ? WHERE id = ?
      """;

  private static final String INTERRUPT =
      """
      UPDATE scan SET state = 'INTERRUPTED', ended_at = ?,
        message = 'the appliance stopped in mid-scan: finish the scan from its raw lines'
      WHERE state IN ('SCANNING', 'FINISHING')
      """;

  private static final String RESULT =
      "INSERT INTO result (scan_id, finished_at, summary_json) VALUES (?, ?, ?)";

  private static final String PRODUCT =
      "INSERT INTO product (scan_id, path, bytes, sha256) VALUES (?, ?, ?, ?)";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;

  Scans(Database database) {
    this.database = database;
  }

  /** Remembers a scan that begins. */
  public void begin(ScanRecord scan) {
    ScanRequest request = scan.request();
    database.write(
        session -> {
          session.change(
              INSERT,
              scan.id().value(),
              scan.station(),
              request.hole(),
              request.box(),
              request.depth().fromM(),
              request.depth().toM(),
              json(request.template().rows()),
              json(request.intervals().boundsM()),
              request.lines(),
              scan.sensor().vendor(),
              scan.sensor().model(),
              scan.sensor().serial(),
              scan.sensor().calibrationPack(),
              scan.settings().pixelFormat(),
              scan.settings().exposureUs(),
              scan.settings().lineRateHz(),
              scan.settings().spatialBinning(),
              scan.settings().spectralBinning(),
              scan.settings().samples(),
              scan.settings().bands(),
              scan.darkId(),
              scan.whiteId(),
              scan.folder(),
              scan.startedAt(),
              scan.state().name(),
              scan.progress().message(),
              scan.progress().lines(),
              scan.progress().linesLost(),
              scan.settings().gain());
          Events.append(session, event(scan.id(), scan.state(), scan.startedAt(), ""));
        });
  }

  /** Remembers what became of a scan, except that it is finished. */
  public void update(ScanId id, ScanRecord.Progress progress, Instant at) {
    if (progress.state() == ScanState.FINISHED) {
      throw new IllegalArgumentException("a scan is finished together with its result");
    }
    database.write(session -> update(session, id, progress, at));
  }

  /** The result, the files and their outbox rows, all or nothing. */
  public void finish(ScanRecord scan, ScanSummary summary, List<StoredFile> files, Instant at) {
    ScanRecord.Progress progress =
        new ScanRecord.Progress(
            ScanState.FINISHED,
            summary.losses(),
            summary.lines(),
            summary.linesLost(),
            Optional.of(at));
    database.write(
        session -> {
          session.change(RESULT, scan.id().value(), at, json(summary));
          for (StoredFile file : files) {
            session.change(PRODUCT, scan.id().value(), file.path(), file.bytes(), file.sha256());
            Outbox.enqueue(session, scan, file, at);
          }
          update(session, scan.id(), progress, at);
        });
  }

  /** Marks what was under way when the last process ended; gives their number. */
  int interruptActive(Instant at) {
    int[] changed = new int[1];
    database.write(session -> changed[0] = session.change(INTERRUPT, at));
    return changed[0];
  }

  public Optional<ScanRecord> find(ScanId id) {
    return database.read(session -> session.one(BY_ID, Scans::read, id.value()));
  }

  /** The scan, or a sentence that there is none. */
  public ScanRecord require(ScanId id) {
    return find(id)
        .orElseThrow(
            () -> new StoreException("scan %s is not known here: list the scans".formatted(id)));
  }

  public List<ScanRecord> newest(int limit) {
    return database.read(session -> session.all(NEWEST_FIRST, Scans::read, limit));
  }

  /** The result of a finished scan. */
  public Optional<ScanSummary> summary(ScanId id) {
    String query = "SELECT summary_json FROM result WHERE scan_id = ?";
    return database
        .read(session -> session.one(query, row -> row.text(1), id.value()))
        .map(text -> parse(text, ScanSummary.class));
  }

  /** The files of a finished scan. */
  public List<StoredFile> files(ScanId id) {
    String query = "SELECT path, bytes, sha256 FROM product WHERE scan_id = ? ORDER BY path";
    return database.read(
        session ->
            session.all(
                query, row -> new StoredFile(row.text(1), row.big(2), row.text(3)), id.value()));
  }

  private static void update(Session session, ScanId id, ScanRecord.Progress progress, Instant at)
      throws SQLException {
    int changed =
        session.change(
            PROGRESS,
            progress.state().name(),
            progress.message(),
            progress.lines(),
            progress.linesLost(),
            progress.endedAt(),
            id.value());
    if (changed != 1) {
      throw new StoreException("scan %s is not known here: list the scans".formatted(id));
    }
    Events.append(session, event(id, progress.state(), at, progress.message()));
  }

  private static Event event(ScanId id, ScanState state, Instant at, String message) {
    return new Event(at, "scan", id.value(), (state.name() + " " + message).strip());
  }

  private static ScanRecord read(Session.Row row) throws SQLException {
    return new ScanRecord(
        new ScanId(row.text(1)),
        row.text(2),
        request(row),
        new Sensor(row.text(10), row.text(11), row.text(12), row.text(13)),
        References.settings(row, 14, 30),
        row.text(21),
        row.text(22),
        row.text(23),
        row.instant(24),
        new ScanRecord.Progress(
            ScanState.valueOf(row.text(25)),
            row.text(26),
            row.integer(27),
            row.integer(28),
            row.maybeInstant(29)));
  }

  private static ScanRequest request(Session.Row row) throws SQLException {
    return new ScanRequest(
        row.text(3),
        row.text(4),
        new DepthInterval(row.real(5), row.real(6)),
        new BoxTemplate(Arrays.asList(parse(row.text(7), SampleRange[].class))),
        DepthIntervals.between(Arrays.asList(parse(row.text(8), Double[].class))),
        row.integer(9));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  private static <T> T parse(String text, Class<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new StoreException(
          "the database holds text that is not the JSON of a %s: restore it from a copy"
              .formatted(type.getSimpleName()),
          e);
    }
  }
}
