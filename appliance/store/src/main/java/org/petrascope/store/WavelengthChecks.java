package org.petrascope.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.petrascope.spectral.Sensor;
import org.petrascope.spectral.WavelengthRange;
import org.petrascope.spectral.WavelengthShift;

/** The wavelength checks that were made, all of them kept. May be used by any thread. */
public final class WavelengthChecks {
  private static final String COLUMNS =
      """
      id, taken_at, sensor_vendor, sensor_model, sensor_serial, calibration_pack, tile, dark_id,
      white_id, shift_nm, standard_error_nm, slope_per_nm, pivot_nm, seen_from_nm, seen_to_nm,
      windows
      """;

  private static final String INSERT =
      "INSERT INTO wavelength_check ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String NEWEST_OF =
      "SELECT "
          + COLUMNS
          + """
          FROM wavelength_check
          WHERE sensor_serial = ? AND sensor_model = ? AND calibration_pack = ?
          ORDER BY taken_at DESC, id DESC LIMIT ?
          """;

  private static final String DRIFTS =
      """
      SELECT sensor_model, sensor_serial, taken_at, shift_nm, standard_error_nm
      FROM wavelength_check AS newest
      WHERE NOT EXISTS (
        SELECT 1 FROM wavelength_check AS later
        WHERE later.sensor_serial = newest.sensor_serial
          AND later.sensor_model = newest.sensor_model
          AND (later.taken_at, later.id) > (newest.taken_at, newest.id))
      ORDER BY sensor_model, sensor_serial
      """;

  private final Database database;

  WavelengthChecks(Database database) {
    this.database = database;
  }

  public void add(WavelengthRecord check) {
    WavelengthShift shift = check.shift();
    database.write(
        session -> {
          session.change(
              INSERT,
              check.id(),
              check.takenAt(),
              check.sensor().vendor(),
              check.sensor().model(),
              check.sensor().serial(),
              check.sensor().calibrationPack(),
              check.tile(),
              check.darkId(),
              check.whiteId(),
              shift.nm(),
              shift.standardErrorNm(),
              shift.slopePerNm(),
              shift.pivotNm(),
              shift.seen().fromNm(),
              shift.seen().toNm(),
              shift.windows());
          Events.append(
              session, new Event(check.takenAt(), "wavelength-check", check.id(), shift.inWords()));
        });
  }

  /** Those of a sensor with its present calibration pack, newest first. */
  public List<WavelengthRecord> newest(Sensor sensor, int limit) {
    return database.read(
        session ->
            session.all(
                NEWEST_OF,
                WavelengthChecks::read,
                sensor.serial(),
                sensor.model(),
                sensor.calibrationPack(),
                limit));
  }

  /** By the last check of every camera. */
  public List<WavelengthDrift> drifts() {
    return database.read(
        session ->
            session.all(
                DRIFTS,
                row ->
                    new WavelengthDrift(
                        row.text(1), row.text(2), row.instant(3), row.real(4), row.real(5))));
  }

  /** The one that holds for this sensor now. */
  public Optional<WavelengthRecord> newest(Sensor sensor) {
    return newest(sensor, 1).stream().findFirst();
  }

  private static WavelengthRecord read(Session.Row row) throws SQLException {
    return new WavelengthRecord(
        row.text(1),
        row.instant(2),
        new Sensor(row.text(3), row.text(4), row.text(5), row.text(6)),
        row.text(7),
        row.text(8),
        row.text(9),
        new WavelengthShift(
            row.real(10),
            row.real(11),
            row.real(12),
            row.real(13),
            new WavelengthRange(row.real(14), row.real(15)),
            row.integer(16)));
  }
}
