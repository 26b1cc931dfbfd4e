CREATE TABLE wavelength_check (
  id                TEXT PRIMARY KEY,
  taken_at          TEXT NOT NULL,
  sensor_vendor     TEXT NOT NULL,
  sensor_model      TEXT NOT NULL,
  sensor_serial     TEXT NOT NULL,
  calibration_pack  TEXT NOT NULL,
  tile              TEXT NOT NULL,
  dark_id           TEXT NOT NULL REFERENCES reference (id),
  white_id          TEXT NOT NULL REFERENCES reference (id),
  shift_nm          REAL NOT NULL,
  standard_error_nm REAL NOT NULL CHECK (standard_error_nm >= 0),
  slope_per_nm      REAL NOT NULL,
  pivot_nm          REAL NOT NULL,
  seen_from_nm      REAL NOT NULL,
  seen_to_nm        REAL NOT NULL CHECK (seen_to_nm > seen_from_nm),
  windows           INTEGER NOT NULL CHECK (windows > 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX wavelength_check_by_sensor ON wavelength_check (sensor_serial, taken_at);
