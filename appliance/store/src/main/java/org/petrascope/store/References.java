package org.petrascope.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.petrascope.spectral.LampLight;
import org.petrascope.spectral.Reference;
import org.petrascope.spectral.Sensor;

/** The references that were taken. May be used by any thread. */
public final class References {
  private static final String COLUMNS =
      """
      id, kind, taken_at, sensor_vendor, sensor_model, sensor_serial, calibration_pack,
      pixel_format, exposure_us, line_rate_hz, spatial_binning, spectral_binning, samples, bands,
      lines, mean_dn, folder, detector, temperature_c, light_level, light_short_wave, warnings, gain
      """;

  private static final String INSERT =
      "INSERT INTO reference ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String NEWEST_FIRST =
      "SELECT " + COLUMNS + " FROM reference ORDER BY taken_at DESC, id DESC LIMIT ?";

  private static final String BY_ID = "SELECT " + COLUMNS + " FROM reference WHERE id = ?";

  private static final String NEWEST_OF =
      "SELECT "
          + COLUMNS
          + """
          FROM reference WHERE sensor_serial = ? AND sensor_model = ? AND kind = ?
          ORDER BY taken_at DESC, id DESC LIMIT 1
          """;

  private static final String NEWEST_MATCHING =
      "SELECT "
          + COLUMNS
          + """
          FROM reference WHERE sensor_serial = ? AND sensor_model = ? AND kind = ?
            AND pixel_format = ? AND exposure_us = ? AND spatial_binning = ? AND spectral_binning = ?
            AND samples = ? AND bands = ? AND calibration_pack = ? AND gain = ?
            AND abs(line_rate_hz - ?) <= 1e-3 * line_rate_hz
          ORDER BY taken_at DESC, id DESC LIMIT 1
          """;

  private static final String WHITES =
      "SELECT "
          + COLUMNS
          + """
          FROM reference WHERE sensor_serial = ? AND sensor_model = ? AND kind = 'WHITE'
            AND light_level IS NOT NULL
          ORDER BY taken_at DESC, id DESC LIMIT ?
          """;

  private static final String SENTENCE_END = "\n";

  private final Database database;

  References(Database database) {
    this.database = database;
  }

  /** Remembers a reference whose files are on disk. */
  public void add(ReferenceRecord r) {
    database.write(
        session -> {
          session.change(
              INSERT,
              r.id(),
              r.kind().name(),
              r.takenAt(),
              r.sensor().vendor(),
              r.sensor().model(),
              r.sensor().serial(),
              r.sensor().calibrationPack(),
              r.settings().pixelFormat(),
              r.settings().exposureUs(),
              r.settings().lineRateHz(),
              r.settings().spatialBinning(),
              r.settings().spectralBinning(),
              r.settings().samples(),
              r.settings().bands(),
              r.lines(),
              r.meanDn(),
              r.folder(),
              r.detector(),
              r.temperatureC(),
              r.light().map(LampLight::level),
              r.light().map(LampLight::shortWave),
              String.join(SENTENCE_END, r.warnings()),
              r.settings().gain());
          Events.append(session, new Event(r.takenAt(), "reference", r.id(), r.kind().word()));
        });
  }

  public List<ReferenceRecord> newest(int limit) {
    return database.read(session -> session.all(NEWEST_FIRST, References::read, limit));
  }

  public Optional<ReferenceRecord> find(String id) {
    return database.read(session -> session.one(BY_ID, References::read, id));
  }

  /** The newest of a kind that this sensor took, whatever its settings. */
  public Optional<ReferenceRecord> newest(Reference.Kind kind, Sensor sensor) {
    return database.read(
        session ->
            session.one(NEWEST_OF, References::read, sensor.serial(), sensor.model(), kind.name()));
  }

  /**
   * The newest of a kind that this sensor took with its present calibration pack and settings that
   * calibrate these; line rates may differ by a thousandth.
   */
  public Optional<ReferenceRecord> newest(
      Reference.Kind kind, Sensor sensor, CaptureSettings settings) {
    return database.read(
        session ->
            session.one(
                NEWEST_MATCHING,
                References::read,
                sensor.serial(),
                sensor.model(),
                kind.name(),
                settings.pixelFormat(),
                settings.exposureUs(),
                settings.spatialBinning(),
                settings.spectralBinning(),
                settings.samples(),
                settings.bands(),
                sensor.calibrationPack(),
                settings.gain(),
                settings.lineRateHz()));
  }

  /** The whites of a sensor that told of the lamp, whatever their settings, newest first. */
  public List<ReferenceRecord> whites(Sensor sensor, int limit) {
    return database.read(
        session -> session.all(WHITES, References::read, sensor.serial(), sensor.model(), limit));
  }

  private static ReferenceRecord read(Session.Row row) throws SQLException {
    return new ReferenceRecord(
        row.text(1),
        Reference.Kind.valueOf(row.text(2)),
        row.instant(3),
        new Sensor(row.text(4), row.text(5), row.text(6), row.text(7)),
        settings(row, 8, 23),
        row.integer(15),
        row.real(16),
        row.text(17),
        row.text(18),
        row.maybeReal(19),
        light(row),
        row.text(22).isEmpty() ? List.of() : List.of(row.text(22).split(SENTENCE_END)));
  }

  private static Optional<LampLight> light(Session.Row row) throws SQLException {
    return row.maybeReal(20).isPresent()
        ? Optional.of(new LampLight(row.real(20), row.real(21)))
        : Optional.empty();
  }

  /** Seven columns of settings from this one on, and that of the gain. */
  static CaptureSettings settings(Session.Row row, int first, int gain) throws SQLException {
    return new CaptureSettings(
        row.text(first),
        row.real(first + 1),
        row.real(first + 2),
        row.integer(first + 3),
        row.integer(first + 4),
        row.integer(first + 5),
        row.integer(first + 6),
        row.real(gain));
  }
}
