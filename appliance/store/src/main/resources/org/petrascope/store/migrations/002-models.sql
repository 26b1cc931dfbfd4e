CREATE TABLE model (
  name          TEXT NOT NULL,
  version       TEXT NOT NULL,
  task          TEXT NOT NULL CHECK (task IN ('classify', 'abundance')),
  created_at    TEXT NOT NULL,
  registered_at TEXT NOT NULL,
  sha256        TEXT NOT NULL CHECK (length(sha256) = 64),
  folder        TEXT NOT NULL UNIQUE,
  state         TEXT NOT NULL CHECK (state IN ('CANDIDATE', 'ACTIVE', 'RETIRED')),
  resampling    INTEGER NOT NULL CHECK (resampling IN (0, 1)),
  PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX model_active_once ON model (state) WHERE state = 'ACTIVE';
