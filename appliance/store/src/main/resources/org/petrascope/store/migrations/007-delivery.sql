-- Who this box is to the store that it sends to: made once, whatever the box is called and whatever its clock says.
CREATE TABLE box (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id  TEXT NOT NULL CHECK (length(id) = 32)
) STRICT;

INSERT INTO box (one, id) VALUES (1, lower(hex(randomblob(16))));

-- How far sending got. Only petrascope sync writes here. A MANIFEST bears the number of its scan's first file.
CREATE TABLE delivery (
  kind          TEXT NOT NULL CHECK (kind IN ('FILE', 'MANIFEST')),
  number        INTEGER NOT NULL REFERENCES outbox (number),
  state         TEXT NOT NULL CHECK (state IN ('DEFERRED', 'REFUSED', 'PROVEN')),
  attempts      INTEGER NOT NULL CHECK (attempts >= 0),
  not_before_ms INTEGER NOT NULL,
  message       TEXT NOT NULL,
  key           TEXT NOT NULL,
  sent_bytes    INTEGER NOT NULL CHECK (sent_bytes >= 0),
  etag          TEXT NOT NULL,
  crc32c        TEXT NOT NULL,
  proof         TEXT NOT NULL,
  proven_at     TEXT,
  freed_at      TEXT,
  PRIMARY KEY (kind, number),
  CHECK (freed_at IS NULL OR state = 'PROVEN'),
  CHECK ((state = 'PROVEN') = (proven_at IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_by_scan ON outbox (scan_id);

CREATE TABLE sent_on_day (
  day   TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync (
  one           INTEGER PRIMARY KEY CHECK (one = 1),
  at            TEXT NOT NULL,
  state         TEXT NOT NULL,
  message       TEXT NOT NULL,
  bytes_per_s   REAL NOT NULL CHECK (bytes_per_s >= 0),
  events_told   INTEGER NOT NULL CHECK (events_told >= 0),
  letters_sent  INTEGER NOT NULL CHECK (letters_sent >= 0),
  letter        TEXT NOT NULL,
  order_number  INTEGER NOT NULL CHECK (order_number >= 0),
  order_looked  INTEGER NOT NULL CHECK (order_looked >= 0),
  order_json    TEXT NOT NULL
) STRICT;

INSERT INTO sync (one, at, state, message, bytes_per_s, events_told, letters_sent, letter, order_number, order_looked,
  order_json)
VALUES (1, '1970-01-01T00:00:00Z', 'NEVER', '', 0, 0, 0, '', 0, 0, '');
