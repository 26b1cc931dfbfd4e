CREATE TABLE reference (
  id               TEXT PRIMARY KEY,
  kind             TEXT NOT NULL CHECK (kind IN ('DARK', 'WHITE')),
  taken_at         TEXT NOT NULL,
  sensor_vendor    TEXT NOT NULL,
  sensor_model     TEXT NOT NULL,
  sensor_serial    TEXT NOT NULL,
  calibration_pack TEXT NOT NULL,
  pixel_format     TEXT NOT NULL,
  exposure_us      REAL NOT NULL,
  line_rate_hz     REAL NOT NULL,
  spatial_binning  INTEGER NOT NULL,
  spectral_binning INTEGER NOT NULL,
  samples          INTEGER NOT NULL,
  bands            INTEGER NOT NULL,
  lines            INTEGER NOT NULL CHECK (lines > 0),
  mean_dn          REAL NOT NULL,
  folder           TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE INDEX reference_by_settings ON reference (sensor_serial, kind, taken_at);

CREATE TABLE scan (
  id               TEXT PRIMARY KEY,
  station          TEXT NOT NULL,
  hole             TEXT NOT NULL,
  box              TEXT NOT NULL,
  from_m           REAL NOT NULL,
  to_m             REAL NOT NULL CHECK (to_m > from_m),
  rows_json        TEXT NOT NULL CHECK (json_valid(rows_json)),
  bounds_json      TEXT NOT NULL CHECK (json_valid(bounds_json)),
  lines_expected   INTEGER NOT NULL CHECK (lines_expected > 0),
  sensor_vendor    TEXT NOT NULL,
  sensor_model     TEXT NOT NULL,
  sensor_serial    TEXT NOT NULL,
  calibration_pack TEXT NOT NULL,
  pixel_format     TEXT NOT NULL,
  exposure_us      REAL NOT NULL,
  line_rate_hz     REAL NOT NULL,
  spatial_binning  INTEGER NOT NULL,
  spectral_binning INTEGER NOT NULL,
  samples          INTEGER NOT NULL,
  bands            INTEGER NOT NULL,
  dark_id          TEXT NOT NULL REFERENCES reference (id),
  white_id         TEXT NOT NULL REFERENCES reference (id),
  folder           TEXT NOT NULL UNIQUE,
  started_at       TEXT NOT NULL,
  state            TEXT NOT NULL
                   CHECK (state IN ('SCANNING', 'FINISHING', 'INTERRUPTED', 'CANCELLED', 'FAILED', 'FINISHED')),
  message          TEXT NOT NULL,
  lines            INTEGER NOT NULL CHECK (lines >= 0),
  lines_lost       INTEGER NOT NULL CHECK (lines_lost BETWEEN 0 AND lines),
  ended_at         TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX scan_by_hole ON scan (hole, box, id);

CREATE TABLE result (
  scan_id      TEXT PRIMARY KEY REFERENCES scan (id),
  finished_at  TEXT NOT NULL,
  summary_json TEXT NOT NULL CHECK (json_valid(summary_json))
) STRICT, WITHOUT ROWID;

CREATE TABLE product (
  scan_id TEXT NOT NULL REFERENCES scan (id),
  path    TEXT NOT NULL,
  bytes   INTEGER NOT NULL CHECK (bytes >= 0),
  sha256  TEXT NOT NULL CHECK (length(sha256) = 64),
  PRIMARY KEY (scan_id, path)
) STRICT, WITHOUT ROWID;

-- What is to be sent: lower priority first, then as enqueued. How far sending got is not kept here.
CREATE TABLE outbox (
  number      INTEGER PRIMARY KEY AUTOINCREMENT,
  priority    INTEGER NOT NULL,
  scan_id     TEXT NOT NULL REFERENCES scan (id),
  path        TEXT NOT NULL,
  bytes       INTEGER NOT NULL CHECK (bytes >= 0),
  sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
  enqueued_at TEXT NOT NULL,
  UNIQUE (path, sha256)
) STRICT;

CREATE TABLE event (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  at      TEXT NOT NULL,
  kind    TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail  TEXT NOT NULL
) STRICT;
